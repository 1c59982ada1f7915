# SPDX-License-Identifier: BSD-3-Clause
# The image does not use five-level paging where the CPU has it.
image = examples/hello
tap = no
match = ^Hello
match = 57-bit virtual
capability = paging-5-levels
cpu = max,la57=on
append = plat.log=info
