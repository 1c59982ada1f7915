# SPDX-License-Identifier: BSD-3-Clause
# What is mapped is not what the memory regions call for. Without 1 GiB pages.
image = tests/guest/pagetables
cpu = qemu64
capability = w^x page-tables
