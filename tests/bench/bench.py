# SPDX-License-Identifier: BSD-3-Clause
"""Measure an image: print its figures, or a profile of its way to main.

Instructions are counted by a QEMU plugin under TCG, never seconds; each count
is made twice and has to be the same."""
import argparse
import bisect
import itertools
import os
import selectors
import subprocess
import sys
import tempfile
import time

import figures

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '../lib'))
from layout import plat_run

# What x86_64 images are linked at, and entered below with paging off.
IMAGE_BASE = 0xffffffff80000000

# (platform, ISA): where it is counted from, machine.
MACHINES = {
    ('kvm', 'x86_64'): ('plat_pvh_entry', ('-M', 'q35', '-cpu', 'max')),
    ('kvm', 'arm64'): ('the Image', ('-M', 'virt', '-cpu', 'max')),
}

# RAM of QEMU's virt; an Image that wants to be below the first page, where
# QEMU's own code is, is put 2 MiB higher.
VIRT_RAM, VIRT_STEP, VIRT_OWN = 0x40000000, 0x200000, 0x1000

# Memory: how it is named in figures, and how QEMU gets it.
MEMORIES = {
    '': ('-m', '128M'),
    '_64g': ('-m', '64G', '-object',
             'memory-backend-ram,id=r,size=64G,reserve=off',
             '-machine', 'memory-backend=r'),
}

# The least RAM is looked for between these, in KiB, to this precision.
RAM_LEAST, RAM_MOST, RAM_STEP = 256, 16384, 16

# Guests that have more CPUs than one.
SMP = {'lcpus': '64'}

# What that takes.
SMP_MACHINE = {'x86_64': (), 'arm64': ('-machine', 'gic-version=3')}

# What is done so often, and the figure of one.
EACH = {'lcpu.start_63': (63, 'lcpu.start_each')}

# In those: when the second lcpu has not begun yet, and its C function.
SMP_START = 'bench_begin_lcpu__start_63'
SMP_C = {'x86_64': 'plat_x86_lcpu_begin', 'arm64': 'plat_arm64_lcpu_begin'}

TIMEOUT = 60   # of a counted boot, seconds
BOOT_TIMEOUT = 10


class Failed(Exception):
    """A measurement could not be made."""


class Image:
    """The ELF file, with its symbols."""

    def __init__(self, path, nm):
        self.path = path
        self.functions = []
        listing = subprocess.run([nm, '-n', '--defined-only', path],
                                 capture_output=True, text=True, check=True)
        for line in listing.stdout.splitlines():
            address, kind, name = line.split()
            if kind in 'tTwW':
                self.functions.append((int(address, 16), name))

    def address(self, wanted):
        for address, name in self.functions:
            if name == wanted:
                return address
        raise Failed(f'{self.path} has no function {wanted}')

    def kernel(self, _directory):
        """The file that QEMU is to load."""
        return self.path

    def kernel_bytes(self):
        return None

    def function_at(self, va):
        for at in (va, va + self.base):
            i = bisect.bisect_right(self.functions, (at, '\x7f')) - 1
            if i >= 0 and at - self.functions[i][0] < 1 << 20:
                return self.functions[i][1]
        return '?'


class X86Image(Image):
    base = IMAGE_BASE

    def entry(self, wanted):
        """Where an entry is executed, with paging off."""
        address = self.address(wanted)
        return address - self.base if address >= self.base else address


class Arm64Image(Image):
    """@base is from where it is loaded to where it is linked."""

    def __init__(self, path, nm):
        super().__init__(path, nm)
        tool = plat_run()
        self.flat = tool.flat_image(path)
        offset = tool.text_offset(self.flat)
        self.start = VIRT_RAM + offset + (VIRT_STEP if offset < VIRT_OWN else 0)
        with open(path, 'rb') as f:
            segments = list(tool.elf_segments(f.read(), tool.PT_LOAD))
        _, va, _, _, _ = min(segments, key=lambda s: s[2])
        self.base = va - self.start

    def entry(self, _wanted):
        return self.start

    def kernel(self, directory):
        path = os.path.join(directory, 'Image')
        with open(path, 'wb') as f:
            f.write(self.flat)
        return path

    def kernel_bytes(self):
        return len(self.flat)


IMAGES = {'x86_64': X86Image, 'arm64': Arm64Image}


class Guest:
    """How the image is started; @directory is for files."""

    def __init__(self, args, directory, image=None):
        self.image = IMAGES[args.isa](image or args.image, args.nm)
        self.entry, machine = MACHINES[args.platform, args.isa]
        self.plugin = args.plugin
        self.smp_c = None
        self.command = [args.qemu, '-accel', 'tcg,thread=single',
                        '-display', 'none', '-no-user-config', '-nodefaults',
                        '-no-reboot', '-kernel', self.image.kernel(directory),
                        *machine]
        if args.append:
            self.command += ['-append', args.append]
        if os.path.basename(image or '') in SMP:
            self.command += ['-smp', SMP[os.path.basename(image)],
                             *SMP_MACHINE[args.isa]]
            self.smp_c = SMP_C[args.isa]

    def count(self, memory, profile=None, start=None, stop='main', vcpu=None):
        """The plugin's counters from the entry, or the function @start, to
        that at @stop; or of vCPU @vcpu, from its first instruction after
        @start was called."""
        begin = (self.image.address(start) if start
                 else self.image.entry(self.entry))
        with tempfile.TemporaryDirectory() as work:
            out = os.path.join(work, 'counters')
            plugin = (f'{self.plugin},start={begin:#x}'
                      f',stop={self.image.address(stop):#x},out={out}')
            if profile:
                plugin += f',profile={profile}'
            if vcpu is not None:
                plugin += f',vcpu={vcpu}'
            try:
                run = subprocess.run(
                    self.command + ['-serial', 'null', '-plugin', plugin,
                                    *memory], timeout=TIMEOUT,
                    stdin=subprocess.DEVNULL, capture_output=True, text=True,
                    check=False)
            except subprocess.TimeoutExpired:
                raise Failed(
                    f'{stop} was not reached in {TIMEOUT} s') from None
            if not os.path.exists(out):
                raise Failed(f'{stop} was not reached: {run.stderr}')
            with open(out, encoding='ascii') as f:
                pairs = (line.split() for line in f)
                return {name: int(value) for name, value in pairs}

    def count_twice(self, memory, **where):
        first = self.count(memory, **where)
        second = self.count(memory, **where)
        if first != second:
            raise Failed(f'two runs differ: {first}, {second}')
        return first

    def boots(self, kib):
        """Whether the program runs to its end, with this much RAM."""
        qemu = subprocess.Popen(
            self.command + ['-serial', 'stdio', '-m', f'{kib}K'],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL)
        try:
            return b'plat: exit 0' in console_until_exit(qemu)
        finally:
            qemu.kill()
            qemu.wait()


def console_until_exit(qemu):
    """What the console said, up to the line with the exit status, the end of
    QEMU, or the time limit."""
    said = b''
    end = time.monotonic() + BOOT_TIMEOUT
    selector = selectors.DefaultSelector()
    selector.register(qemu.stdout, selectors.EVENT_READ)
    while time.monotonic() < end:
        if not selector.select(0.5):
            continue
        some = os.read(qemu.stdout.fileno(), 4096)
        said += some
        after = said.partition(b'plat: exit ')[2]
        if not some or b'\n' in after:
            break
    return said


def least_ram(guest):
    """In KiB; a bisection, so there may be less that happens to boot."""
    low, high = RAM_LEAST, RAM_MOST
    if not guest.boots(high):
        raise Failed(f'does not run to its end with {high} KiB of RAM')
    while high - low > RAM_STEP:
        middle = (low + high) // 2 // RAM_STEP * RAM_STEP
        if guest.boots(middle):
            high = middle
        else:
            low = middle
    return high


def stripped_size(image, strip):
    with tempfile.TemporaryDirectory() as work:
        out = os.path.join(work, 'stripped')
        subprocess.run([strip, '-o', out, image], check=True)
        return os.path.getsize(out)


def measure(guest, args):
    """Yield (WHAT, value, unit)."""
    for suffix, memory in MEMORIES.items():
        counted = guest.count_twice(memory)
        accesses = sum(counted[c] for c in ('port_io', 'mmio', 'msr'))
        yield 'boot.entry_to_main' + suffix, counted['insns'], 'insns'
        if args.isa == 'x86_64':
            yield ('boot.rep_iterations' + suffix, counted['rep_iterations'],
                   'iterations')
        yield ('boot.pages_dirtied' + suffix, counted['pages_dirtied'],
               'pages')
        yield 'boot.io_accesses' + suffix, accesses, 'accesses'
        if args.isa == 'arm64':
            yield 'boot.tlbi' + suffix, counted['tlbi'], 'invalidations'
    yield 'image.bytes', stripped_size(args.image, args.strip), 'bytes'
    if raw := guest.image.kernel_bytes():
        yield 'image.raw_bytes', raw, 'bytes'
    if not args.no_ram:
        yield 'boot.least_ram', least_ram(guest), 'KiB'


def marked(image):
    """WHAT of each pair of marks, in the order of the image."""
    prefix = 'bench_begin_'
    return [name[len(prefix):] for _, name in image.functions
            if name.startswith(prefix)]


def measure_marked(guest):
    """Yield (WHAT, value, unit) of a guest that marks what is counted; "a__b"
    is printed as a.b."""
    def count(what):
        return guest.count_twice(MEMORIES[''], start='bench_begin_' + what,
                                 stop='bench_end_' + what)

    nothing = count('nothing')['insns']
    for what in marked(guest.image):
        if what == 'nothing':
            continue
        counted = count(what)
        name = what.replace('__', '.')
        insns = counted['insns'] - nothing
        yield name, insns, 'insns'
        if name in EACH:
            nr, each = EACH[name]
            yield each, -(-insns // nr), 'insns'
        if counted['tlbi']:
            yield name + '.tlbi', counted['tlbi'], 'invalidations'
    if guest.smp_c:
        yield ('lcpu.entry_to_c', guest.count_twice(
            MEMORIES[''], start=SMP_START, stop=guest.smp_c, vcpu=1)['insns'],
               'insns')


def print_profile(guest, memory):
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, 'profile')
        counted = guest.count(MEMORIES[memory], path)
        functions = {}
        with open(path, encoding='ascii') as f:
            for line in f:
                va, nr = line.split()
                name = guest.image.function_at(int(va, 0))
                functions[name] = functions.get(name, 0) + int(nr)
    for name, nr in sorted(functions.items(), key=lambda x: (-x[1], x[0])):
        print(f'{nr:10} {nr * 100 / counted["insns"]:5.1f} %  {name}')
    print(f'{counted["insns"]:10} 100.0 %')


def print_figures(guest, counted, args):
    baseline = figures.read(args.baseline) if args.baseline else None
    lines = []
    for what, value, unit in itertools.chain(measure(guest, args), *(
            measure_marked(other) for other in counted)):
        lines.append(f'{args.platform}.{args.isa}.{what} {value} {unit}')
        print(lines[-1], flush=True)
    if baseline is not None:
        print(f'\n# since {args.baseline}:')
        print('\n'.join('# ' + line for line in figures.compare(
            baseline, figures.parse(lines, 'this run'))))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--image', required=True)
    parser.add_argument('--counted', action='append', default=[],
                        help='an image that marks what is counted')
    parser.add_argument('--platform', default='kvm')
    parser.add_argument('--isa', default='x86_64')
    parser.add_argument('--plugin', required=True)
    parser.add_argument('--qemu', required=True)
    parser.add_argument('--nm', default='nm')
    parser.add_argument('--strip', default='strip')
    parser.add_argument('--append', default='')
    parser.add_argument('--baseline')
    parser.add_argument('--profile', nargs='?', const='', choices=('', '64g'))
    parser.add_argument('--no-ram', action='store_true',
                        help='do not look for the least RAM')
    args = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as directory:
            guest = Guest(args, directory)
            if args.profile is not None:
                print_profile(guest,
                              '_' + args.profile if args.profile else '')
            else:
                counted = [Guest(args, tempfile.mkdtemp(dir=directory), image)
                           for image in args.counted]
                print_figures(guest, counted, args)
    except (Failed, figures.Malformed, OSError,
            subprocess.CalledProcessError) as e:
        sys.exit(f'bench: {e}')


main()
