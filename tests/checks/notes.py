# SPDX-License-Identifier: BSD-3-Clause
"""notes.py IMAGE: print "OWNER TYPE" for each note in IMAGE's PT_NOTE
segments, where loaders look for them. (System V ABI, chapter 5.)"""
import struct
import sys

PT_NOTE = 4


def aligned(n):
    return (n + 3) & ~3


def segments(elf):
    phoff, = struct.unpack_from('<Q', elf, 32)
    size, nr = struct.unpack_from('<HH', elf, 54)
    for i in range(nr):
        kind, _, offset, _, _, length = \
            struct.unpack_from('<IIQQQQ', elf, phoff + i * size)
        if kind == PT_NOTE:
            yield elf[offset:offset + length]


with open(sys.argv[1], 'rb') as f:
    image = f.read()
for data in segments(image):
    at = 0
    while at + 12 <= len(data):
        name, desc, kind = struct.unpack_from('<III', data, at)
        owner = data[at + 12:at + 12 + name].rstrip(b'\0')
        print(owner.decode('ascii', 'replace'), kind)
        at += 12 + aligned(name) + aligned(desc)
