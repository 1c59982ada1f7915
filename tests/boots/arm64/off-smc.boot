# SPDX-License-Identifier: BSD-3-Clause
# A machine whose PSCI is reached by SMC is not powered off.
image = examples/hello
tap = no
machine = virt,virtualization=on
match = ^Hello
capability = power-off
