# SPDX-License-Identifier: BSD-3-Clause
# An image is copied to where there is no room for its bss.
image = tests/guest/huge
boot = efi
capability = efi
