# SPDX-License-Identifier: BSD-3-Clause
# What is mapped is not what the memory regions call for. With the memory map
# of GRUB.
image = tests/guest/pagetables
boot = grub-mb2
capability = w^x page-tables
