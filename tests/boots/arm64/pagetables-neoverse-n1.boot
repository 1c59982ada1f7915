# SPDX-License-Identifier: BSD-3-Clause
# What is mapped is not what the memory regions call for. With 48-bit physical
# addresses.
image = tests/guest/pagetables
cpu = neoverse-n1
capability = w^x page-tables
