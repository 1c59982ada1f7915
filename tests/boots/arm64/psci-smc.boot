# SPDX-License-Identifier: BSD-3-Clause
# A call of firmware by SMC loses a register, or its result.
image = tests/guest/arm64/psci
machine = virt,virtualization=on
smp = 2
capability = psci
