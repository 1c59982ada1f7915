# SPDX-License-Identifier: BSD-3-Clause
# The image does not boot on a CPU without five-level paging.
image = examples/hello
tap = no
match = ^Hello
match = 48-bit virtual
capability = paging-4-levels
cpu = max,la57=off
append = plat.log=info
