# SPDX-License-Identifier: BSD-3-Clause
# What is mapped is not what the memory regions call for. With the memory map
# of EFI.
image = tests/guest/pagetables
boot = efi
capability = w^x page-tables efi
