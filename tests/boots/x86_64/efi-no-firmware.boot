# SPDX-License-Identifier: BSD-3-Clause
# Who starts an EFI application on a machine without EFI sees nothing at all.
image = examples/hello.efi
boot = efi
firmware = /usr/share/seabios/bios-256k.bin
expect = crash an EFI application was started without EFI firmware
capability = efi
