# SPDX-License-Identifier: BSD-3-Clause
# Page tables are not what the firmware's memory map calls for.
image = tests/guest/pagetables.efi
boot = efi
capability = page-tables w^x efi
