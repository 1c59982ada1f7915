# SPDX-License-Identifier: BSD-3-Clause
# The older PC machine is not powered off through ACPI.
image = examples/hello
machine = pc
exit-devices = no
tap = no
match = ^Hello
capability = power-off
