# SPDX-License-Identifier: BSD-3-Clause
# A machine that cannot be powered off is not reset instead.
image = examples/hello
machine = microvm,acpi=off
exit-devices = no
tap = no
match = ^Hello
capability = power-off
