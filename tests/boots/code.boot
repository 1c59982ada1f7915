# SPDX-License-Identifier: BSD-3-Clause
# Code that a guest writes is not what it executes.
image = tests/guest/code
capability = paging
