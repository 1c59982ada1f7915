# SPDX-License-Identifier: BSD-3-Clause
# Firmware does not start the image from a disk, where it looks by itself; or
# firmware that keeps its variables in flash does not.
image = examples/hello.img
boot = efi-disk
firmware = /usr/share/AAVMF/AAVMF_CODE.fd
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = efi
