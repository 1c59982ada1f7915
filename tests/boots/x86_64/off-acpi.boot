# SPDX-License-Identifier: BSD-3-Clause
# A machine without test devices is not powered off.
image = examples/hello
exit-devices = no
tap = no
match = ^Hello
capability = power-off
