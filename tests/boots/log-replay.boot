# SPDX-License-Identifier: BSD-3-Clause
# What was logged before the console came up is lost.
image = examples/hello
tap = no
match = ^plat: .*physical addresses
match = ^Hello
capability = log
append = plat.log=info
