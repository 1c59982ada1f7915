# SPDX-License-Identifier: BSD-3-Clause
# What a guest maps at run time is not what it asked for. With 48-bit physical addresses.
image = tests/guest/paging
cpu = neoverse-n1
capability = paging
