# SPDX-License-Identifier: BSD-3-Clause
# What a guest maps at run time is not what it asked for. Without TLBI of ranges.
image = tests/guest/paging
cpu = cortex-a53
capability = paging
