# SPDX-License-Identifier: BSD-3-Clause
"""Memory laid out as VMMs do that this project's tests cannot have.

The image's segments, start_info, memory map, command line, initrd and ACPI
tables lie where Firecracker or Cloud Hypervisor would put them; a firmware
of a few instructions enters the image as the PVH boot ABI says, with none of
QEMU's own tables in sight. What is tested is the layout, not the VMM.

Sources: Xen's public/arch-x86/hvm/start_info.h and docs/misc/pvh; ACPI 6.4,
5.2; the addresses in src/vmm/src/arch/x86_64/layout.rs of Firecracker 1.12
and arch/src/x86_64/layout.rs of Cloud Hypervisor.
"""
import importlib.machinery
import importlib.util
import os
import re
import struct

PVH_INFO, MODLIST, MEMMAP, CMDLINE = 0x6000, 0x6040, 0x7000, 0x20000
HIMEM = 0x100000
RAM, RESERVED = 1, 2
LOW_RAM_MAX = 3 << 30
IOAPIC, LAPIC = 0xfec00000, 0xfee00000


class Impossible(Exception):
    pass


class Layout:
    def __init__(self, rsdp, tables, low_end, holes):
        self.rsdp = rsdp        # address of the RSDP
        self.tables = tables    # address of the other tables
        self.low_end = low_end  # end of the RAM below 1 MiB
        self.holes = holes      # reserved ranges: (address, size)


LAYOUTS = {
    'firecracker': Layout(0xe0000, 0xa0000, 0x9fc00,
                          [(0x9fc00, 0xe0000 - 0x9fc00),
                           (0xeec00000, 256 << 20)]),
    'cloud-hypervisor': Layout(0xa0000, 0xa0040, 0xa0000,
                               [(0xe8000000, 256 << 20)]),
}


def plat_run():
    """plat-run as a module: it reads notes and quotes words already."""
    here = os.path.dirname(os.path.abspath(__file__))
    loader = importlib.machinery.SourceFileLoader(
        'plat_run', f'{here}/../../tools/plat-run')
    module = importlib.util.module_from_spec(
        importlib.util.spec_from_loader('plat_run', loader))
    loader.exec_module(module)
    return module


def pvh_entry(tool, image):
    with open(image, 'rb') as f:
        for name, kind, desc in tool.elf_notes(f.read()):
            if (name, kind) == tool.NOTE_PHYS32_ENTRY:
                return int.from_bytes(desc[:4], 'little')
    raise Impossible(f'{image} has no PVH entry')


def ram_bytes(text):
    found = re.fullmatch(r'(\d+)([MG]?)', text)
    if not found:
        raise Impossible(f'mem: a layout wants MiB or GiB, not {text}')
    size = int(found[1]) << (30 if found[2] == 'G' else 20)
    if size > LOW_RAM_MAX:
        raise Impossible('mem: a layout has no RAM above 4 GiB')
    return size


# --- What lies in memory ----------------------------------------------------

def start_info(layout, nr_modules, nr_ranges):
    return struct.pack('<IIIIQQQQII', 0x336ec578, 1, 0, nr_modules,
                       MODLIST if nr_modules else 0, CMDLINE, layout.rsdp,
                       MEMMAP, nr_ranges, 0)


def memory_map(layout, ram):
    ranges = [(0, layout.low_end, RAM), (HIMEM, ram - HIMEM, RAM)]
    ranges[1:1] = [(at, size, RESERVED) for at, size in layout.holes]
    return b''.join(struct.pack('<QQII', *r, 0) for r in ranges), len(ranges)


def with_checksum(data, at):
    data = bytearray(data)
    data[at] = 0
    data[at] = -sum(data) & 0xff
    return bytes(data)


def table(signature, revision, body):
    """ACPI 6.4, 5.2.6: the header that all tables share."""
    header = struct.pack('<4sIBB6s8sI4sI', signature, 36 + len(body),
                         revision, 0, b'PLINTH', b'LAYOUT  ', 1, b'TEST', 1)
    return with_checksum(header + body, 9)


def madt(nr_cpus):
    """5.2.12: a local APIC per CPU, one I/O APIC."""
    body = struct.pack('<II', LAPIC, 0)
    body += struct.pack('<BBBBII', 1, 12, 0, 0, IOAPIC, 0)
    for i in range(nr_cpus):
        body += struct.pack('<BBBBI', 0, 8, i, i, 1)
    return table(b'APIC', 5, body)


def fadt(dsdt):
    """5.2.9: hardware-reduced, so that there is no PM block at all."""
    body = bytearray(276 - 36)
    struct.pack_into('<I', body, 112 - 36, 1 << 20)   # HW_REDUCED_ACPI
    struct.pack_into('<B', body, 131 - 36, 4)         # minor version
    struct.pack_into('<Q', body, 140 - 36, dsdt)      # X_DSDT
    return table(b'FACP', 6, bytes(body))


def acpi(layout, nr_cpus):
    """(address, bytes) of each table, the RSDP first."""
    placed, at = [], layout.tables

    def place(data):
        nonlocal at
        placed.append((at, data))
        at += len(data) + -len(data) % 16
        return placed[-1][0]

    dsdt = place(table(b'DSDT', 2, b''))
    entries = [place(fadt(dsdt)), place(madt(nr_cpus))]
    xsdt = place(table(b'XSDT', 1, struct.pack('<QQ', *entries)))
    rsdp = struct.pack('<8sB6sBIIQB3s', b'RSD PTR ', 0, b'PLINTH', 2, 0, 36,
                       xsdt, 0, b'')
    rsdp = with_checksum(rsdp[:20], 8) + rsdp[20:]
    return [(layout.rsdp, with_checksum(rsdp, 32)), *placed]


def firmware(entry):
    """64 KiB at the reset vector: to 32 bits, EBX = start_info, go.

    Intel SDM 3A, 10.9: the first instruction is at 0xfffffff0, CS has the
    base 0xffff0000.
    """
    base, gdt_at, flat_at = 0xffff0000, 0x100, 0x40
    gdt = struct.pack('<QQQ', 0, 0x00cf9b000000ffff, 0x00cf93000000ffff)
    real = (b'\xfa'                                          # cli
            + b'\x2e\x66\x0f\x01\x16'
            + struct.pack('<H', gdt_at - 8)                  # lgdt %cs:...
            + b'\x0f\x20\xc0\x0c\x01\x0f\x22\xc0'            # CR0.PE = 1
            + b'\x66\xea' + struct.pack('<IH', base + flat_at, 8))
    flat = (b'\x66\xb8\x10\x00'                              # mov $16, %ax
            + b'\x8e\xd8\x8e\xc0\x8e\xd0'                    # %ds %es %ss
            + b'\xbb' + struct.pack('<I', PVH_INFO)          # mov ..., %ebx
            + b'\xb9' + struct.pack('<I', entry)             # mov ..., %ecx
            + b'\xff\xe1')                                   # jmp *%ecx
    rom = bytearray(b'\xf4' * 0x10000)                       # hlt
    for at, code in ((0, real), (flat_at, flat), (gdt_at, gdt),
                     (gdt_at - 8, struct.pack('<HI', len(gdt) - 1,
                                              base + gdt_at)),
                     (0xfff0, b'\xe9' + struct.pack('<H', 0x10000 - 0xfff3))):
        rom[at:at + len(code)] = code
    return bytes(rom)


# --- Arguments --------------------------------------------------------------

def pieces(boot, line, initrd):
    """(address, bytes) of all that the VMM writes beside the image."""
    layout = LAYOUTS[boot['layout']]
    ram = ram_bytes(boot['mem'] or '128M')
    ranges, nr_ranges = memory_map(layout, ram)
    found = [(PVH_INFO, start_info(layout, bool(initrd), nr_ranges)),
             (MEMMAP, ranges), (CMDLINE, line.encode() + b'\0')]
    if initrd:
        with open(initrd, 'rb') as f:
            data = f.read()
        at = (ram - len(data)) & ~0xfff
        found += [(at, data),
                  (MODLIST, struct.pack('<QQQQ', at, len(data), 0, 0))]
    return found + acpi(layout, int(boot['smp'] or '1'))


def arguments(boot, tool, image, line, initrd, directory):
    """QEMU arguments; files are made in @directory."""
    if not (boot['machine'] or '').startswith('microvm'):
        # A PC's chipset has ROM, not RAM, where the tables go.
        raise Impossible('a layout wants machine = microvm')
    with open(f'{directory}/firmware', 'wb') as f:
        f.write(firmware(pvh_entry(tool, image)))
    words = ['-bios', f'{directory}/firmware']
    for i, (at, data) in enumerate(pieces(boot, line, initrd)):
        with open(f'{directory}/piece-{i}', 'wb') as f:
            f.write(data)
        words += ['-device', f'loader,file={directory}/piece-{i},'
                             f'addr={at:#x},force-raw=on']
    return words
