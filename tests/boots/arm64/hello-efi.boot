# SPDX-License-Identifier: BSD-3-Clause
# The Image is no EFI application, or does not leave boot services.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = efi
boot = efi
