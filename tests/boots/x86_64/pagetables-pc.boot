# SPDX-License-Identifier: BSD-3-Clause
# What is mapped is not what the memory regions call for. On the older PC
# machine.
image = tests/guest/pagetables
machine = pc
mem = 200M
capability = w^x page-tables
