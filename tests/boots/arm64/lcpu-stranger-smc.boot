# SPDX-License-Identifier: BSD-3-Clause
# The same, where it has to leave by SMC.
image = tests/guest/arm64/lcpus
args = stranger
machine = virt,virtualization=on
smp = 2
append = plat.log=warn
match = 1 CPUs came that nobody asked for
capability = lcpus
