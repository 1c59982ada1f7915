# SPDX-License-Identifier: BSD-3-Clause
# Code that a guest writes is not what it executes: with caches that see nothing
# by themselves (CTR_EL0).
image = tests/guest/code
cpu = cortex-a53
capability = paging
