# SPDX-License-Identifier: BSD-3-Clause
# The console is not the one that the command line names by its address.
image = examples/hello
tap = no
append = plat.console=pl011@0x9000000
match = ^Hello
capability = console
