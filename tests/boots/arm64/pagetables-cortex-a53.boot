# SPDX-License-Identifier: BSD-3-Clause
# What is mapped is not what the memory regions call for. With 40-bit physical
# addresses.
image = tests/guest/pagetables
cpu = cortex-a53
capability = w^x page-tables
