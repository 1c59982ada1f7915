# SPDX-License-Identifier: BSD-3-Clause
# What is mapped is not what the memory regions call for.
image = tests/guest/pagetables
capability = w^x page-tables
