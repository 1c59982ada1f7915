# SPDX-License-Identifier: BSD-3-Clause
"""crash.py PLAT-CRASH CONSOLE: print what plat-crash gets wrong of damaged and
of hostile consoles; nothing else. CONSOLE has a sound form in it."""
import base64
import binascii
import importlib.machinery
import importlib.util
import os
import random
import subprocess
import sys
import tempfile


def load(path):
    loader = importlib.machinery.SourceFileLoader('plat_crash', path)
    spec = importlib.util.spec_from_loader('plat_crash', loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def form(*lines):
    """A console of these lines, numbered and with right checksums."""
    text = b'before\n'
    for number, line in enumerate(lines):
        whole = f'{number:x} {line}'.encode()
        text += b'plat#%s %08x\n' % (whole, binascii.crc32(whole))
    return text


def b64(data):
    return base64.b64encode(data).decode()


REGISTERS = b64(bytes(48))
BEGIN = 'begin 1 x86_64 b'
LCPU = 'lcpu 0 crashed'
REG = f'reg 0 {REGISTERS}'
MEM = 'mem ffff800000000000 1000'
SOUND = (BEGIN, LCPU, REG, MEM, f'data ffff800000000010 {b64(b"stack")}',
         'end')

# What must be said of each.
HOSTILE = {
    'no registers': (BEGIN, LCPU, 'end'),
    'names no lcpu': (BEGIN, 'end'),
    'version 2': ('begin 2 x86_64 b', *SOUND[1:]),
    'version -1': ('begin -1 x86_64 b', *SOUND[1:]),
    'ISA sparc': ('begin 1 sparc b', *SOUND[1:]),
    'number below 0x41': ('begin 1 x86_64 41', *SOUND[1:]),
    'no beginning': SOUND[1:],
    'no end': SOUND[:-1],
    'no such line': (BEGIN, LCPU, REG, 'memory 0 1', 'end'),
    'no such line in': (BEGIN, LCPU, REG, 'end 1', 'end'),
    'no such state': (BEGIN, 'lcpu 0 \\x1b[31m', REG, 'end'),
    'one twice': (BEGIN, LCPU, REG, LCPU, 'end'),
    'registers of no lcpu': (BEGIN, REG, LCPU, 'end'),
    'number below 0xb0': (BEGIN, LCPU, f'reg b0 {REGISTERS}', 'end'),
    'or too many': (BEGIN, LCPU, f'reg a0 {REGISTERS}', 'end'),
    'not base64': (BEGIN, LCPU, 'reg 0 A===', 'end'),
    '0 bytes of data': (BEGIN, LCPU, 'reg 0 ', 'end'),
    '51 bytes of data': (BEGIN, LCPU, f'reg 0 {b64(bytes(51))}', 'end'),
    'no such range': (BEGIN, LCPU, REG, 'mem ffffffffffffffff 2', 'end'),
    'no such range of': (BEGIN, LCPU, REG, 'mem 1000 0', 'end'),
    'number below 0x10000001':
        (BEGIN, LCPU, REG, 'mem 0 ffffffffffffffff', 'end'),
    'no such range of memory':
        (BEGIN, LCPU, REG, *(f'mem {i}0000000 8000001' for i in '123'), 'end'),
    'outside of its range': (BEGIN, LCPU, REG, MEM,
                             f'data ffff800000000ffe {b64(b"abc")}', 'end'),
    'data outside': (BEGIN, LCPU, REG, MEM,
                     f'data ffff7fffffffffff {b64(b"a")}', 'end'),
    'outside of': (BEGIN, LCPU, REG, f'data 0 {b64(b"a")}', 'end'),
    'not a number': (BEGIN, LCPU, REG, 'mem 0x1000 1', 'end'),
}


class Tool:
    def __init__(self, path, directory):
        self.path = path
        self.core = f'{directory}/core'

    def run(self, console, *options):
        """(status, what it says, the core file or None)"""
        if os.path.exists(self.core):
            os.unlink(self.core)
        done = subprocess.run(
            [sys.executable, self.path, *options, '-o', self.core],
            input=console, capture_output=True, check=False)
        core = None
        if os.path.exists(self.core):
            with open(self.core, 'rb') as f:
                core = f.read()
        return done.returncode, (done.stderr + done.stdout).decode(), core

    def refuses(self, what, console, text):
        status, said, core = self.run(console)
        if status != 1 or core is not None or text not in said \
                or 'Traceback' in said:
            print(f'{what}: status {status}, "{said.strip()}"'
                  f'{"" if core is None else ", and a core file"}')

    def takes(self, what, console, *options):
        status, said, core = self.run(console, *options)
        if status or not core or core[:4] != b'\x7fELF' \
                or 'Traceback' in said:
            print(f'{what}: status {status}, "{said.strip()}"')
        return core


def damage(tool, console):
    """A console that has lost something is not taken for a whole one."""
    lines = console.split(b'\n')
    ours = [i for i, line in enumerate(lines) if b'plat#' in line]
    middle = ours[len(ours) // 2]
    without = lambda at: b'\n'.join(lines[:at] + lines[at + 1:])
    changed = bytearray(lines[middle])
    changed[len(changed) // 2] ^= 1
    short = lines[middle][:20] + lines[middle][21:]
    tool.takes('the console as it is', console)
    tool.takes('with line ends of a terminal',
               console.replace(b'\n', b'\r\n'))
    tool.takes('twice: the last one counts', console + console)
    tool.refuses('a line lost', without(middle), 'lines were lost')
    tool.refuses('the first line lost', without(ours[0]), 'no beginning')
    tool.refuses('the last line lost', without(ours[-1]), 'no end')
    tool.refuses('a line doubled', b'\n'.join(
        lines[:middle] + [lines[middle]] + lines[middle:]), 'doubled')
    tool.refuses('a bit changed', b'\n'.join(
        lines[:middle] + [bytes(changed)] + lines[middle + 1:]), 'damaged')
    tool.refuses('a character lost', b'\n'.join(
        lines[:middle] + [short] + lines[middle + 1:]), 'damaged')
    tool.refuses('no form', b'plat: crash: what\n', 'PLAT_CRASH_FORM')
    tool.refuses('nothing', b'', 'PLAT_CRASH_FORM')
    tool.takes('a line lost, and --keep-going', without(middle),
               '--keep-going')
    tool.takes('a line damaged, and --keep-going', b'\n'.join(
        lines[:middle] + [short] + lines[middle + 1:]), '--keep-going')


def mutate(module, console, seed):
    """Anything is refused, or makes a core file, and soon."""
    rng = random.Random(seed)
    lines = [line.split(b' ', 1)[1].rsplit(b' ', 1)[0].decode()
             for line in console.split(b'\n') if line.startswith(b'plat#')]
    words = ['0', '1', 'ffffffffffffffff', 'fffffffffffff000', '', 'end',
             'mem', 'data', 'reg', 'lcpu', 'begin', '-1', '=', 'AAAA',
             '10000000', 'crashed', 'arm64', 'x86_64']
    for _ in range(rng.randrange(1, 4)):
        at = rng.randrange(len(lines))
        parts = lines[at].split(' ')
        choice = rng.randrange(4)
        if choice == 0:
            lines[at] = ' '.join(rng.choice(words) for _ in parts)
        elif choice == 1:
            parts[rng.randrange(len(parts))] = rng.choice(words)
            lines[at] = ' '.join(parts)
        elif choice == 2:
            lines.insert(rng.randrange(len(lines)), lines[at])
        else:
            del lines[at]
    quiet = lambda what: None
    keep = bool(rng.randrange(2))
    try:
        found = module.lines_of(form(*lines), keep, quiet)
        module.check_order(found, keep, quiet)
        module.core_of(module.Form(found, keep, quiet))
    except module.Refused:
        pass


def main():
    path, console = sys.argv[1:]
    with open(console, 'rb') as f:
        console = f.read()
    module = load(path)
    with tempfile.TemporaryDirectory() as directory:
        tool = Tool(path, directory)
        tool.takes('a sound form', form(*SOUND))
        for text, lines in HOSTILE.items():
            tool.refuses(' | '.join(lines), form(*lines), text)
        damage(tool, console)
    for seed in range(3000):
        try:
            mutate(module, console, seed)
        except Exception as e:  # noqa: whatever else comes is a defect
            print(f'mutation {seed}: {type(e).__name__}: {e}')


main()
