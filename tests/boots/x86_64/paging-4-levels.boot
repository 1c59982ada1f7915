# SPDX-License-Identifier: BSD-3-Clause
# What a guest maps at run time is not what it asked for. With four levels.
image = tests/guest/paging
cpu = max,la57=off
capability = paging
