# SPDX-License-Identifier: BSD-3-Clause
"""Look at a live Plinth guest through QEMU's gdbstub, or at its core file:

    plat-run --timeout 86400 --qemu-arg=-s app
    gdb-multiarch app -ex 'target remote :1234' -x plinth-gdb.py

    plinth lcpus         each lcpu: its state, and where it is
    plinth mrds          the memory regions of boot info
    plinth pt            what is mapped, by the page tables in use
    plinth pt ADDRESS    how one address is translated, level by level
    plinth log           what the log's ring holds

The image must have its debug information (CFLAGS with -g, not stripped).
Everything is read from the guest at that moment, and nothing is changed.
"""
import re
import struct

import gdb

LEVELS = ('err', 'warn', 'info', 'debug')
MAX_RECORDS, MAX_MRDS, MAX_LCPUS, MAX_TEXT = 4096, 1 << 16, 4096, 1024


class Plinth(gdb.Command):
    """Look at a Plinth guest: lcpus, mrds, pt [ADDRESS], log."""

    def __init__(self):
        super().__init__('plinth', gdb.COMMAND_DATA, gdb.COMPLETE_NONE, True)


def variable(name, file=None):
    """An object of the image."""
    where = f"'{file}'::{name}" if file else name
    try:
        return gdb.parse_and_eval(where)
    except gdb.error as e:
        raise gdb.GdbError(f'{where}: {e}: is this a Plinth image, with '
                           'debug information?') from e


def text_at(value):
    """A string of the image."""
    try:
        return value.string(errors='replace', length=-1)[:MAX_TEXT]
    except gdb.error:
        return '?'


def symbol_at(address):
    """'main+0x12', or the number."""
    said = gdb.execute(f'info symbol {address:#x}', to_string=True)
    found = re.match(r'(\S+)( \+ (\d+))? in section', said)
    if not found:
        return f'{address:#x}'
    return f'{found[1]}+{int(found[3] or 0):#x}'


# --- lcpus ------------------------------------------------------------------

STATES = ('offline', 'starting', 'idle', 'busy', 'halted', 'failed',
          'leaving')


class Lcpus(gdb.Command):
    """Each lcpu, as the guest numbers them; then what each vCPU executes."""

    def __init__(self):
        super().__init__('plinth lcpus', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        self.table()
        selected = gdb.selected_thread()
        for thread in sorted(gdb.selected_inferior().threads(),
                             key=lambda t: t.num):
            thread.switch()
            pc = int(gdb.parse_and_eval('(unsigned long)$pc'))
            print(f'thread {thread.num}: {pc:#018x} {symbol_at(pc)}')
        if selected:
            selected.switch()

    def table(self):
        if gdb.lookup_global_symbol('plat_lcpu_table') is None:
            print('lcpu 0 is the only one that this image uses')
            return
        table = variable('plat_lcpu_table')
        for i in range(min(int(table['nr']), MAX_LCPUS)):
            lcpu = table['lcpus'][i]
            state = int(lcpu['state'])
            name = STATES[state] if state < len(STATES) else f'state {state}'
            print(f'lcpu {i}: id {int(lcpu["id"]["hw_id"]):#x}, {name}, data '
                  f'at {int(lcpu["start"]["base"]):#x}')


# --- MRDs -------------------------------------------------------------------

class Mrds(gdb.Command):
    """The memory regions of boot info."""

    def __init__(self):
        super().__init__('plinth mrds', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        mrds = variable('plat_boot_info')['mrds']
        types = {f.enumval: f.name.removeprefix('PLAT_MRD_') for f in
                 gdb.lookup_type('enum plat_mrd_type').fields()}
        for i in range(min(int(mrds['nr_mrds']), MAX_MRDS)):
            mrd = mrds['mrds'][i]
            start, size = int(mrd['start']['v']), int(mrd['size'])
            attr = int(mrd['attr'])
            rights = ''.join(c if attr >> bit & 1 else '-'
                             for bit, c in enumerate('rwx'))
            kind = types.get(int(mrd['type']), '?').lower().replace('_', ' ')
            print(f'{start:#016x}-{start + size - 1:#016x} {kind:13} '
                  f'{rights} {text_at(mrd["owner"])}')


# --- Page tables ------------------------------------------------------------

class Physical:
    """Memory by its physical address, which QEMU's gdbstub can read."""

    def __enter__(self):
        self.mode(1)
        return self

    def __exit__(self, *_):
        self.mode(0)

    @staticmethod
    def mode(on):
        said = gdb.execute(f'maintenance packet Qqemu.PhyMemMode:{on}',
                           to_string=True)
        if 'received: "OK"' not in said:
            raise gdb.GdbError('page tables are read by physical addresses: '
                               'that takes a live guest in QEMU')

    @staticmethod
    def table(pa):
        """The 512 entries of a table."""
        memory = gdb.selected_inferior().read_memory(pa, 4096)
        return struct.unpack('<512Q', bytes(memory))


def register(name):
    try:
        return int(gdb.parse_and_eval(f'(unsigned long)${name}'))
    except gdb.error as e:
        raise gdb.GdbError(f'${name}: {e}') from e


class X86:
    """Intel SDM 3A 4.5."""

    def __init__(self):
        self.levels = 5 if register('cr4') >> 12 & 1 else 4
        self.root = register('cr3') & 0x000ffffffffff000

    def halves(self):
        yield self.root, 0, 0, 512

    @staticmethod
    def is_untranslated(_va):
        return False

    def root_of(self, _va):
        return self.root

    @staticmethod
    def is_present(entry):
        return entry & 1

    @staticmethod
    def is_leaf(entry, level):
        return level == 0 or (level < 3 and entry >> 7 & 1)

    @staticmethod
    def output(entry, level):
        return entry & 0x000ffffffffff000 & ~((1 << 12 + 9 * level) - 1)

    @staticmethod
    def table(entry):
        return entry & 0x000ffffffffff000

    @staticmethod
    def attributes(entry, level):
        pat = (entry >> (7 if level == 0 else 12) & 1) << 2 | entry >> 3 & 3
        return ''.join(('r', 'w' if entry & 2 else '-',
                        '-' if entry >> 63 else 'x',
                        ' user' if entry & 4 else '', f' pat {pat}'))


class Arm64:
    """Arm DDI 0487 D8.3, granules of 4 KiB."""

    def __init__(self):
        self.tcr = register('TCR_EL1')
        self.lpa2 = self.tcr >> 59 & 1

    def level_of(self, upper):
        bits = 64 - (self.tcr >> (16 if upper else 0) & 63)
        return -(-(bits - 12) // 9), bits

    @property
    def levels(self):
        return self.level_of(True)[0]

    def is_untranslated(self, va):
        """EPD1, EPD0: no tables are looked at."""
        return self.tcr >> (23 if va >> 63 else 7) & 1

    def root_of(self, va):
        base = register('TTBR1_EL1' if va >> 63 else 'TTBR0_EL1')
        pa = base & 0x0000ffffffffffc0
        return (pa & ~0xfff) | (base >> 2 & 0xf) << 48 if self.lpa2 \
            else pa & ~0xfff

    def halves(self):
        if not self.is_untranslated(0):
            yield self.root_of(0), 0, 0, 512
        bits = self.level_of(True)[1]
        yield self.root_of(1 << 63), (1 << 64) - (1 << bits), 0, 512

    @staticmethod
    def is_present(entry):
        return entry & 1

    @staticmethod
    def is_leaf(entry, level):
        return level == 0 or not entry & 2

    def table(self, entry):
        pa = entry & 0x0003fffffffff000 if self.lpa2 \
            else entry & 0x0000fffffffff000
        return pa | (entry >> 8 & 3) << 50 if self.lpa2 else pa

    def output(self, entry, level):
        return self.table(entry) & ~((1 << 12 + 9 * level) - 1)

    @staticmethod
    def attributes(entry, _level):
        return ''.join(('r', '-' if entry >> 7 & 1 else 'w',
                        '-' if entry >> 53 & 1 else 'x',
                        ' user' if entry >> 6 & 1 else '',
                        f' attr {entry >> 2 & 7}'))


def tables():
    name = gdb.selected_frame().architecture().name()
    if 'x86-64' in name:
        return X86()
    if name.startswith('aarch64'):
        return Arm64()
    raise gdb.GdbError(f'{name}: no Plinth guest has this architecture')


class Ranges:
    """Joins what is mapped alike, and prints it."""

    def __init__(self):
        self.last = None

    def add(self, va, pa, size, attributes):
        if self.last and self.last[0] + self.last[2] == va \
                and self.last[1] + self.last[2] == pa \
                and self.last[3] == attributes:
            self.last[2] += size
            return
        self.flush()
        self.last = [va, pa, size, attributes]

    def flush(self):
        if self.last:
            va, pa, size, attributes = self.last
            print(f'{va:#018x}-{va + size - 1:#018x} -> {pa:#015x} '
                  f'{attributes}')
        self.last = None


class Pt(gdb.Command):
    """What the page tables in use map: all of it, or one ADDRESS."""

    def __init__(self):
        super().__init__('plinth pt', gdb.COMMAND_DATA, gdb.COMPLETE_SYMBOL)

    def invoke(self, argument, from_tty):
        isa = tables()
        if argument.strip():
            value = gdb.parse_and_eval(f'(unsigned long)({argument})')
            va = int(value) & 0xffffffffffffffff
            with Physical() as memory:
                self.walk(isa, memory, va)
            return
        found = Ranges()
        with Physical() as memory:
            for root, base, _, _ in isa.halves():
                self.scan(isa, memory, root, isa.levels - 1, base, found)
        found.flush()

    @staticmethod
    def walk(isa, memory, va):
        if isa.is_untranslated(va):
            print(f'{va:#018x} is not mapped: nothing is in its half')
            return
        table = isa.root_of(va)
        for level in range(isa.levels - 1, -1, -1):
            shift = 12 + 9 * level
            index = va >> shift & 511
            entry = memory.table(table)[index]
            print(f'level {level}: table {table:#x}, entry {index}: '
                  f'{entry:#018x}')
            if not isa.is_present(entry):
                print(f'{va:#018x} is not mapped')
                return
            if isa.is_leaf(entry, level):
                pa = isa.output(entry, level) | va & (1 << shift) - 1
                print(f'{va:#018x} -> {pa:#x} '
                      f'{isa.attributes(entry, level)}')
                return
            table = isa.table(entry)

    def scan(self, isa, memory, table, level, base, found):
        size = 1 << 12 + 9 * level
        for index, entry in enumerate(memory.table(table)):
            va = base + index * size
            # Bits above those that are translated are copies of the highest.
            if isinstance(isa, X86) and level == isa.levels - 1 \
                    and index >= 256:
                va += (1 << 64) - (1 << 12 + 9 * isa.levels)
            if not isa.is_present(entry):
                continue
            if isa.is_leaf(entry, level):
                found.add(va, isa.output(entry, level), size,
                          isa.attributes(entry, level))
            else:
                self.scan(isa, memory, isa.table(entry), level - 1, va, found)


# --- The log ----------------------------------------------------------------

CONVERSION = re.compile(r'%([-#0+ ]*)(\*|\d+)?(\.(\*|\d+))?(hh|h|ll|l|z|j|t)?'
                        r'([diuxXocsp%])')
BITS = {'hh': 8, 'h': 16, None: 32}


class Text:
    """A message: its format, filled with its arguments."""

    def __init__(self, arguments):
        self.arguments = iter(arguments)

    def next(self):
        return next(self.arguments, 0)

    def size(self, text):
        return self.next() & 0xff if text == '*' else int(text or 0)

    def convert(self, found):
        flags, width, precision, length, letter = \
            found[1], found[2], found[4], found[5], found[6]
        if letter == '%':
            return '%'
        width = self.size(width)
        precision = self.size(precision) if found[3] else None
        text = self.value(letter, flags, precision, BITS.get(length, 64))
        if '-' in flags:
            return text.ljust(width)
        if '0' in flags and letter not in 'sc':
            return text.zfill(width)
        return text.rjust(width)

    def value(self, letter, flags, precision, bits):
        value = self.next()
        if letter == 's':
            pointer = gdb.Value(value).cast(
                gdb.lookup_type('char').pointer())
            return text_at(pointer)[:precision]
        if letter == 'c':
            return chr(value & 0xff)
        if letter == 'p':
            return f'{value:#x}'
        value &= (1 << bits) - 1
        if letter in 'di':
            value -= (value >> bits - 1) << bits
            return str(value).zfill(precision or 0)
        number = {'u': 'd', 'x': 'x', 'X': 'X', 'o': 'o'}[letter]
        prefix = '0x' if '#' in flags and letter in 'xX' and value else ''
        return prefix + f'{value:{number}}'.zfill(precision or 0)


class Log(gdb.Command):
    """What the log's ring holds, the oldest first."""

    def __init__(self):
        super().__init__('plinth log', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        ring = variable('ring', 'common/log/log.c')
        last = int(variable('nr_records', 'common/log/log.c'))
        size = ring.type.sizeof // ring.type.target().sizeof
        for number in range(max(1, last - min(size, MAX_RECORDS) + 1),
                            last + 1):
            record = ring[number % size]
            if int(record['number']) == number:
                print(self.line(record))

    @staticmethod
    def line(record):
        message = text_at(record['message'])
        nr = record['args'].type.sizeof // 8
        text = Text([int(record['args'][i]) for i in range(nr)])
        level = LEVELS[int(message[0])] if message[:1] in tuple('0123') \
            else '?'
        return f'{level:5} {CONVERSION.sub(text.convert, message[1:])}'


Plinth()
Lcpus()
Mrds()
Pt()
Log()
