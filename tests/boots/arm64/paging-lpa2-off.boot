# SPDX-License-Identifier: BSD-3-Clause
# What a guest maps at run time is not what it asked for. Without LPA2.
image = tests/guest/paging
cpu = max,lpa2=off
capability = paging
