# SPDX-License-Identifier: BSD-3-Clause
# A hardware-reduced machine is not powered off.
image = examples/hello
machine = microvm
exit-devices = no
tap = no
match = ^Hello
capability = power-off
