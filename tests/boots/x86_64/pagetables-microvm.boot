# SPDX-License-Identifier: BSD-3-Clause
# What is mapped is not what the memory regions call for. On microvm.
image = tests/guest/pagetables
machine = microvm
capability = w^x page-tables
