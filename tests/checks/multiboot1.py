# SPDX-License-Identifier: BSD-3-Clause
"""multiboot1.py IMAGE: succeed where IMAGE has its multiboot 1 header in the
few bytes of the file that GRUB searches and QEMU's -kernel does not, which
would prefer it to the PVH entry.

Sources: Multiboot Specification 0.6.96, 3.1 (aligned to 4, wholly in the
first 8192 bytes); hw/i386/multiboot.c of QEMU 7.2 (searched up to 8144)."""
import struct
import sys

MAGIC = 0x1badb002
HEADER = struct.Struct('<III')
GRUB_SEARCHES, QEMU_SEARCHES = 8192, 8144


def headers(image):
    """The offset of each header that a loader would take."""
    for at in range(0, min(len(image), GRUB_SEARCHES) - HEADER.size + 1, 4):
        magic, flags, checksum = HEADER.unpack_from(image, at)
        if magic == MAGIC and (magic + flags + checksum) % (1 << 32) == 0:
            yield at


with open(sys.argv[1], 'rb') as f:
    found = list(headers(f.read()))
if len(found) != 1 or found[0] < QEMU_SEARCHES:
    sys.exit(f'multiboot 1 headers at {found}: one is wanted, at '
             f'{QEMU_SEARCHES} to {GRUB_SEARCHES - HEADER.size}')
