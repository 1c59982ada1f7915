# SPDX-License-Identifier: BSD-3-Clause
"""pe.py FILE BASE ELF: print what is wrong with an EFI application made of ELF,
to be loaded at BASE; nothing else. PE/COFF, revision 11; UEFI 2.10, 2.1.1.

On x86_64 plat-efi made it; on arm64 it is what the ELF file has in memory.
"""
import struct
import sys

WRITE, EXECUTE = 0x80000000, 0x20000000
RELOCS_STRIPPED = 0x0001
MACHINES = {62: 0x8664, 183: 0xaa64}
EM_X86_64 = 62


def section(data, at):
    name, size, rva, raw_size, raw, flags = struct.unpack_from(
        '<8sIIII12xI', data, at)
    return name.rstrip(b'\0').decode(), size, rva, raw_size, raw, flags


def check(data, wanted_base, machine):
    pe, = struct.unpack_from('<I', data, 60)
    yield data[:2] == b'MZ' and data[pe:pe + 4] == b'PE\0\0', 'signatures'
    found, count, optional_bytes, flags = struct.unpack_from(
        '<HH12xHH', data, pe + 4)
    yield found == MACHINES[machine], 'the machine'
    yield not flags & RELOCS_STRIPPED, 'it may be loaded anywhere'
    at = pe + 24
    magic, entry = struct.unpack_from('<H14xI', data, at)
    yield magic == 0x20b, 'PE32+'
    base, align, file_align = struct.unpack_from('<QII', data, at + 24)
    image, head, _, subsystem = struct.unpack_from('<IIIH', data, at + 56)
    directories, = struct.unpack_from('<I', data, at + 108)
    yield base == wanted_base, 'where it may be loaded'
    yield subsystem == 10, 'an EFI application'
    yield align == 4096 and file_align >= 512, 'alignments'
    yield optional_bytes == 112 + 8 * directories, 'size of the header'
    sections = [section(data, at + optional_bytes + 40 * i)
                for i in range(count)]
    yield at + optional_bytes + 40 * count <= head, 'headers fit'
    yield head % file_align == 0, 'headers are aligned'
    next_rva, next_raw = head, head
    for name, size, rva, raw_size, raw, flags in sections:
        yield rva % align == 0 and rva >= next_rva, f'{name}: in memory'
        yield raw == next_raw and raw_size % file_align == 0, \
            f'{name}: in the file'
        yield raw_size >= size, f'{name}: all of it is there'
        yield not flags & WRITE, f'{name}: not written to'
        next_rva, next_raw = rva + size, raw + raw_size
        if flags & EXECUTE:
            yield rva <= entry < rva + size, f'{name}: has the entry'
    yield next_raw == len(data), 'all of the file'
    yield image % align == 0 and 0 <= image - next_rva < align, \
        'size of the image'
    relocations, size = struct.unpack_from('<II', data, at + 112 + 8 * 5)
    wanted = (sections[-1][2], 12) if machine == EM_X86_64 else (0, 0)
    yield (relocations, size) == wanted, 'relocations'


def loads(elf):
    """(file offset, physical address, bytes in the file, and in memory)."""
    phoff, phentsize, phnum = struct.unpack_from('<Q14xHH', elf, 32)
    for i in range(phnum):
        kind, offset, pa, filesz, memsz = struct.unpack_from(
            '<I4xQ8xQQQ', elf, phoff + i * phentsize)
        if kind == 1:
            yield offset, pa, filesz, memsz


def check_flat(data, elf):
    """All that is loaded lies where it lies in the file, which has what the
    ELF file has in memory: code that finds its data by the distance does."""
    pe, = struct.unpack_from('<I', data, 60)
    count, = struct.unpack_from('<H', data, pe + 6)
    at = pe + 24 + struct.unpack_from('<H', data, pe + 20)[0]
    for i in range(count):
        name, _, rva, _, raw, _ = section(data, at + 40 * i)
        yield rva == raw, f'{name}: as far from the start as in the file'
    start = min(pa for _, pa, _, _ in loads(elf))
    for offset, pa, size, _ in loads(elf):
        yield data[pa - start:pa - start + size] == \
            elf[offset:offset + size], f'the segment at {pa:#x}'


def check_image(data, elf):
    """The section .image (common/efi/payload.h) has what the ELF file has."""
    pe, = struct.unpack_from('<I', data, 60)
    at = pe + 24 + struct.unpack_from('<H', data, pe + 20)[0]
    _, size, _, _, raw, _ = section(data, at + 40)
    _, size_told, start, end, count = struct.unpack_from('<5I', data, raw)
    segments = list(loads(elf))
    yield size == size_told, 'size of the image and its table'
    yield start == min(s[1] for s in segments) // 4096 * 4096, 'its start'
    yield end == -(-max(s[1] + s[3] for s in segments) // 4096) * 4096, \
        'its end'
    yield count == len(segments), 'all segments'
    for i, (offset, pa, file_bytes, _) in enumerate(segments):
        told, place, nr = struct.unpack_from('<3I', data, raw + 20 + 12 * i)
        yield told == pa and nr == file_bytes and \
            data[raw + place:raw + place + nr] == \
            elf[offset:offset + file_bytes], f'segment {i}'


def main():
    name, base, elf = sys.argv[1:]
    data = open(name, 'rb').read()
    elf = open(elf, 'rb').read()
    machine, = struct.unpack_from('<H', elf, 18)
    contents = check_image if machine == EM_X86_64 else check_flat
    for right, what in (*check(data, int(base, 0), machine),
                        *contents(data, elf)):
        if not right:
            print(what)


main()
