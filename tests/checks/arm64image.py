# SPDX-License-Identifier: BSD-3-Clause
"""arm64image.py IMAGE: succeed where what IMAGE (ELF) puts first into memory is
the header of an arm64 Image that tells the truth about it.

Source: Linux Documentation/arch/arm64/booting.rst, 4."""
import struct
import sys

HEADER = struct.Struct('<IIQQQQQQII')
MAGIC = 0x644d5241
TEXT_OFFSET = 0x80000
PAGES_4K_ANYWHERE = 0b1010
LARGE = 2 << 20


def loads(elf):
    """(file offset, physical address, bytes in the file, and in memory)."""
    offset, = struct.unpack_from('<Q', elf, 32)
    size, nr = struct.unpack_from('<HH', elf, 54)
    for i in range(nr):
        kind, _, at, _, pa, filesz, memsz, _ = struct.unpack_from(
            '<IIQQQQQQ', elf, offset + i * size)
        if kind == 1:
            yield at, pa, filesz, memsz


with open(sys.argv[1], 'rb') as f:
    elf = f.read()
segments = sorted(loads(elf), key=lambda s: s[1])
at, start, _, _ = segments[0]
end = max(pa + memsz for _, pa, _, memsz in segments)
_, _, text_offset, size, flags, _, _, _, magic, _ = HEADER.unpack_from(elf, at)
wanted = [
    ('the magic number', magic, MAGIC),
    ('text_offset', text_offset, TEXT_OFFSET),
    ('the place above a multiple of 2 MiB', start % LARGE, TEXT_OFFSET),
    ('image_size', size, end - start),
    ('flags', flags, PAGES_4K_ANYWHERE),
]
for what, found, right in wanted:
    if found != right:
        sys.exit(f'{what} is {found:#x}, not {right:#x}')
