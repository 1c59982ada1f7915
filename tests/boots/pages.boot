# SPDX-License-Identifier: BSD-3-Clause
# What tests/guest/pages.c says is broken.
image = tests/guest/pages
capability = paging
