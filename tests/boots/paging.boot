# SPDX-License-Identifier: BSD-3-Clause
# What a guest maps at run time is not what it asked for.
image = tests/guest/paging
capability = paging
