# SPDX-License-Identifier: BSD-3-Clause
# Lcpus that begin at EL2 do not leave it, or PSCI is not called by SMC.
image = tests/guest/lcpus
machine = virt,gic-version=2,virtualization=on
smp = 3
capability = lcpus gic-v2 el2
