# SPDX-License-Identifier: BSD-3-Clause
"""An arm64 Image and a devicetree, placed in memory as a boot file says.

QEMU rewrites the memory nodes of a tree that it is given (-dtb), and always
loads at one address. Here both lie where the boot file wants them, and a few
instructions at address 0, where the CPU starts, enter the Image as Linux'
Documentation/arch/arm64/booting.rst says. QEMU's own tree lies in the first
MiB of RAM, so that nothing else can.
"""
import os
import re
import shutil
import struct
import subprocess

INITRD_AFTER = 2 << 20    # the largest tree that Linux takes


class Impossible(Exception):
    pass


def compile_tree(path, chosen, directory):
    """The bytes of the tree in @path, a source or a blob."""
    if not path.endswith('.dts'):
        with open(path, 'rb') as f:
            return f.read()
    dtc = shutil.which('dtc')
    if not dtc:
        raise Impossible('dtc is missing: apt-get install '
                         'device-tree-compiler (Debian)')
    source = f'{directory}/boot.dts'
    with open(source, 'w', encoding='utf-8') as f:
        f.write(f'/include/ "{os.path.abspath(path)}"\n'
                f'/ {{ chosen {{ {chosen} }}; }};\n')
    done = subprocess.run([dtc, '-q', '-f', '-I', 'dts', '-O', 'dtb', source],
                          capture_output=True, check=False)
    if not done.stdout:
        raise Impossible(f'dtc: {done.stderr.decode(errors="replace")}')
    return done.stdout


def cells(value):
    return f'<{value >> 32:#x} {value & 0xffffffff:#x}>'


def chosen_properties(cmdline, initrd):
    """What a boot loader adds; @initrd is (start, size) or None."""
    words = []
    if cmdline:
        quoted = cmdline.replace('\\', '\\\\').replace('"', '\\"')
        words.append(f'bootargs = "{quoted}";')
    if initrd:
        start, size = initrd
        words += [f'linux,initrd-start = {cells(start)};',
                  f'linux,initrd-end = {cells(start + size)};']
    return ' '.join(words)


def damaged(tree, how):
    """@tree as the words @how, of a boot file, break it:

    cut N: only its first N bytes are there, zeros follow
    word N V: the big-endian 32-bit word at N is V
    """
    tree = bytearray(tree)
    for kind, *numbers in how:
        if kind == 'cut':
            tree[numbers[0]:] = bytes(len(tree) - numbers[0])
        else:
            struct.pack_into('>I', tree, *numbers)
    return bytes(tree)


def damage(text):
    """The value of a boot file's key: damage, and damage, ..."""
    found = []
    for part in text.split(','):
        if not re.fullmatch(r'cut \w+|word \w+ \w+', part.strip()):
            raise ValueError('cut N or word N V, separated by commas')
        kind, *numbers = part.split()
        found.append((kind, *(int(n, 0) for n in numbers)))
    return found


def stub(entry, tree):
    """At the address where the CPU starts: x0 = @tree, x1..x3 = 0, go."""
    code = [0x580000c0,    # ldr x0, tree
            0xaa1f03e1,    # mov x1, xzr
            0xaa1f03e2,    # mov x2, xzr
            0xaa1f03e3,    # mov x3, xzr
            0x58000084,    # ldr x4, entry
            0xd61f0080]    # br x4
    return struct.pack('<6IQQ', *code, tree, entry)


def arguments(boot, text_offset, cmdline, tree_path, initrd, directory):
    """QEMU arguments beside the Image's own; files are made in @directory."""
    at = boot['dtb-load']
    pieces = []
    if initrd:
        pieces.append((initrd, at + INITRD_AFTER))
    chosen = chosen_properties(
        cmdline, initrd and (at + INITRD_AFTER, os.path.getsize(initrd)))
    tree = damaged(compile_tree(tree_path, chosen, directory),
                   boot['dtb-damage'])
    entry = boot['load'] + text_offset
    for name, data in ('tree', tree), ('stub', stub(entry, at)):
        with open(f'{directory}/{name}', 'wb') as f:
            f.write(data)
    pieces.append((f'{directory}/tree', at))
    words = ['-bios', f'{directory}/stub']
    for path, address in pieces:
        words += ['-device', f'loader,file={path},addr={address:#x},'
                             'force-raw=on']
    return words
