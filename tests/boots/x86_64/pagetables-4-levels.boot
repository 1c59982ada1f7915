# SPDX-License-Identifier: BSD-3-Clause
# What is mapped is not what the memory regions call for. With four levels.
image = tests/guest/pagetables
cpu = max,la57=off
capability = w^x page-tables
