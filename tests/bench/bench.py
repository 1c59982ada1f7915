# SPDX-License-Identifier: BSD-3-Clause
"""Measure an image: print its figures, or a profile of its way to main.

Instructions are counted by a QEMU plugin under TCG, never seconds; each count
is made twice and has to be the same."""
import argparse
import bisect
import collections
import itertools
import os
import selectors
import shutil
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
    ('arm-cca', 'arm64'): ('the Image', ()),
    ('xen-pvh', 'x86_64'): ('plat_pvh_entry', ()),
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

# Of a domain, in MiB; and among which its least is looked for.
DOMAIN_MIB = 128
DOMAIN_SIZES = (1, 2, 3, 4, 6, 8, 12, 16, 20)

# Counted from a function's first instruction on, not from a mark: all but the
# call of the mark at the end.
FROM = {'hypercall__stub': 'plat_xen_trap'}

# Guests that have more CPUs than one.
SMP = {'lcpus': '64'}

# What that takes.
SMP_MACHINE = {'x86_64': (), 'arm64': ('-machine', 'gic-version=3')}

# What is done so often, and the figure of one.
EACH = {'lcpu.start_63': (63, 'lcpu.start_each')}

# In those: when the second lcpu has not begun yet, and its C function.
SMP_START = 'bench_begin_lcpu__start_63'
SMP_C = {'x86_64': 'plat_x86_lcpu_begin', 'arm64': 'plat_arm64_lcpu_begin'}

# From its entry to main a realm may take so much of what a plain guest takes.
REALM_MOST = 1.15

# Of the plugin's.
FIRST_COUNTER = 'insns'

TIMEOUT = 60   # of a counted boot, seconds
BOOT_TIMEOUT = 10


class Failed(Exception):
    """A measurement could not be made."""


class Absent(Exception):
    """There is nothing to measure on."""


class Image:
    """The ELF file, with its symbols."""

    def __init__(self, path, nm):
        self.path = path
        self.addresses = {}
        self.functions = []
        listing = subprocess.run([nm, '-n', '--defined-only', path],
                                 capture_output=True, text=True, check=True)
        for line in listing.stdout.splitlines():
            address, kind, name = line.split()
            self.addresses.setdefault(name, int(address, 16))
            if kind in 'tTwW':
                self.functions.append((int(address, 16), name))

    def address(self, wanted):
        if wanted not in self.addresses:
            raise Failed(f'{self.path} has no {wanted}')
        return self.addresses[wanted]

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

    def move(self, start):
        """It is loaded at @start instead."""
        self.base += self.start - start
        self.start = start

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


def twice(count):
    first, second = count(), count()
    if first != second:
        raise Failed(f'two runs differ: {first}, {second}')
    return first


class Guest:
    """How the image is started; @directory is for files."""
    memories = MEMORIES

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
        more = f',profile={profile}' if profile else ''
        if vcpu is not None:
            more += f',vcpu={vcpu}'
        return self.count_pairs(memory, [(begin, self.image.address(stop))],
                                more)[0]

    def count_pairs(self, memory, pairs, more=''):
        """The counters of each pair of addresses."""
        with tempfile.TemporaryDirectory() as work:
            out = os.path.join(work, 'counters')
            plugin = f'{self.plugin},out={out}{more}' + ''.join(
                f',start={start:#x},stop={stop:#x}' for start, stop in pairs)
            said = self.execute(plugin, memory)
            found = []
            if os.path.exists(out):
                with open(out, encoding='ascii') as f:
                    found = [line.split() for line in f]
        counted = []
        for name, value in found:
            if name == FIRST_COUNTER:
                counted.append({})
            counted[-1][name] = int(value)
        if len(counted) < len(pairs):
            _, stop = pairs[len(counted)]
            raise Failed(f'{self.image.function_at(stop)} was not reached: '
                         f'{said}')
        return counted

    def execute(self, plugin, memory):
        """Until the plugin ends it. Returns: what QEMU said."""
        try:
            return subprocess.run(
                self.command + ['-serial', 'null', '-plugin', plugin, *memory],
                timeout=TIMEOUT, stdin=subprocess.DEVNULL, capture_output=True,
                text=True, check=False).stderr
        except subprocess.TimeoutExpired:
            return f'not in {TIMEOUT} s'

    def count_twice(self, memory, **where):
        return twice(lambda: self.count(memory, **where))

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


def only_own(image):
    """For the plugin: nothing but the image's own instructions."""
    first, end = (image.address(name) for name in
                  ('plat_image_start', 'plat_image_text_end'))
    return ''.join(f',only={first - base:#x}-{end - base:#x}'
                   for base in (0, image.base))


class Realm(Guest):
    """The image as a realm, in the realm monitor for tests, which runs on the
    same CPU. Devices are mapped (rmm.direct), so that what is left of the
    monitor are the calls."""

    def __init__(self, args, directory, image=None):
        tool = plat_run()
        self.image = IMAGES[args.isa](image or args.image, args.nm)
        offset = tool.text_offset(self.image.flat)
        # IPAs, which are addresses of the monitor's, too, further down.
        self.image.move(VIRT_RAM + VIRT_STEP + offset)
        if self.image.start < (VIRT_RAM + VIRT_STEP
                               + os.path.getsize(args.monitor)):
            raise Failed('the monitor is so large that the image cannot be '
                         'told from it')
        self.entry, _ = MACHINES[args.platform, args.isa]
        self.plugin = args.plugin + only_own(self.image)
        self.smp_c = None
        self.memories = {'': ('-m', tool.MONITOR_MEM)}
        self.command = [args.qemu, '-accel', 'tcg,thread=single',
                        '-display', 'none', '-no-user-config', '-nodefaults',
                        '-no-reboot', '-machine', tool.MONITOR_MACHINE,
                        '-cpu', 'max', '-kernel', args.monitor, '-append',
                        f'rmm.direct {args.append}'.strip(), '-device',
                        f'loader,addr={tool.MONITOR_IMAGE_PA + offset:#x},'
                        f'force-raw=on,file={self.image.kernel(directory)}']


class Domain(Guest):
    """The same as a domain that xl makes, in the test bed. Xen and dom0 run
    on the same CPU: what is counted is told by its address."""
    memories = {'': DOMAIN_MIB}

    def __init__(self, args, _directory, image=None):
        self.image = IMAGES[args.isa](image or args.image, args.nm)
        self.entry, _ = MACHINES[args.platform, args.isa]
        self.plugin = args.plugin + only_own(self.image)
        self.smp_c = None
        self.isa = args.isa
        self.bed = plat_run().test_bed()

    def new_bed(self):
        try:
            return self.bed.Bed(self.isa)
        except self.bed.Unavailable as e:
            raise Absent(e) from e

    def domain(self, mib):
        return self.bed.Domain(f'bench-{mib}', 'pvh', self.image.path,
                               mem_mib=mib, seconds=TIMEOUT)

    def execute(self, plugin, memory):
        bed = self.new_bed()
        bed.machine.words = [*bed.machine.words, '-plugin', plugin]
        return bed.run_one(self.domain(memory)).said

    def console(self):
        return self.new_bed().run_one(
            self.domain(DOMAIN_MIB)).console.decode('utf-8', 'replace')

    def least_mib(self):
        """With which it runs to its end."""
        domains = [self.domain(mib) for mib in DOMAIN_SIZES]
        booted = [domain.mem_mib for domain, result
                  in self.new_bed().run(domains)
                  if b'plat: exit 0' in result.console]
        if not booted:
            raise Failed('does not run to its end with '
                         f'{DOMAIN_SIZES[-1]} MiB')
        return min(booted)


class FirstDomain:
    """The image as the only domain of Xen's. What Xen does is not counted:
    only what is at the image's addresses."""
    ENTRIES = {'xen-pvh': 'plat_pvh_entry', 'xen-pv': 'plat_xen_pv_entry'}
    HYPERCALL_BYTES = 32

    def __init__(self, args, image=None):
        self.image = X86Image(image or args.image, args.nm)
        self.args = args
        entry = self.image.address(self.ENTRIES[args.platform])
        self.entry = (entry if args.platform == 'xen-pv'
                      else entry & ~IMAGE_BASE)

    def profile(self, mem, start, stop):
        """{address: how often} of the guest's, from @start to @stop."""
        with tempfile.TemporaryDirectory() as work:
            out, profile = f'{work}/counters', f'{work}/profile'
            plugin = (f'{os.path.abspath(self.args.plugin)},'
                      f'start={start:#x},stop={stop:#x},'
                      f'out={out},profile={profile}')
            wrapper = f'{work}/qemu-system-x86_64'
            with open(wrapper, 'w', encoding='ascii') as f:
                f.write(f'#!/bin/sh\nexec {shutil.which(self.args.qemu)} '
                        f'"$@" -plugin {plugin}\n')
            os.chmod(wrapper, 0o755)
            run = subprocess.run(
                [os.path.join(os.path.dirname(__file__),
                              '../../tools/plat-run'),
                 '--on', self.args.platform, '--boot', 'dom0', '--mem', mem,
                 self.image.path], stdin=subprocess.DEVNULL,
                env={**os.environ, 'PATH': f'{work}:{os.environ["PATH"]}'},
                capture_output=True, text=True, check=False)
            if not os.path.exists(profile):
                raise Failed(f'{self.image.function_at(stop)} was not '
                             f'reached: {run.stdout}{run.stderr}')
            found = collections.Counter()
            with open(profile, encoding='ascii') as f:
                for line in f:
                    va, nr = (int(word, 0) for word in line.split())
                    if va >= IMAGE_BASE or va < 1 << 32:
                        found[va] += nr
            return found

    def count(self, mem, start, stop):
        """Instructions, and which of these begin a hypercall."""
        # What Xen interrupts is begun, and counted, again.
        found = min((self.profile(mem, start, stop) for _ in range(3)),
                    key=lambda profile: sum(profile.values()))
        page = self.image.address('plat_xen_hypercall_page')
        return sum(found.values()), sum(
            nr for va, nr in found.items() if 0 <= va - page < 4096
            and (va - page) % self.HYPERCALL_BYTES == 0)

    def figures(self, mem, suffix):
        insns, calls = self.count(mem, self.entry, self.image.address('main'))
        yield 'boot.entry_to_main' + suffix, insns, 'insns'
        yield 'boot.hypercalls' + suffix, calls, 'hypercalls'

    def marked_figures(self, mem):
        """Of a guest that marks what is counted."""
        def count(what):
            return self.count(mem, self.image.address('bench_begin_' + what),
                              self.image.address('bench_end_' + what))

        nothing, _ = count('nothing')
        for what in marked(self.image):
            if what == 'nothing':
                continue
            insns, calls = count(what)
            name = what.replace('__', '.')
            yield name, insns - nothing, 'insns'
            yield name + '.hypercalls', calls, 'hypercalls'


def print_first_domain(args):
    guest = FirstDomain(args)
    memories = [('128M', '')]
    if args.platform == 'xen-pv':
        memories.append(('5M', '_5m'))
    for what, value, unit in itertools.chain(
            *(guest.figures(*memory) for memory in memories),
            *(FirstDomain(args, image).marked_figures('128M')
              for image in args.counted)):
        print(f'{args.platform}.{args.isa}.{what} {value} {unit}', flush=True)


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
        yield 'boot.tlbi' + suffix, counted['tlbi'], 'invalidations'
    yield 'image.bytes', stripped_size(args.image, args.strip), 'bytes'
    if raw := guest.image.kernel_bytes():
        yield 'image.raw_bytes', raw, 'bytes'
    if not args.no_ram:
        yield 'boot.least_ram', least_ram(guest), 'KiB'


def measure_domain(guest, _args):
    """The same, as a domain of Xen's."""
    counted = guest.count_twice(DOMAIN_MIB)
    yield 'boot.entry_to_main', counted['insns'], 'insns'
    yield 'boot.rep_iterations', counted['rep_iterations'], 'iterations'
    yield 'boot.least_ram', guest.least_mib() * 1024, 'KiB'


def measure_realm(guest, args):
    """The same, as a realm, and beside it as a plain guest."""
    counted = guest.count_twice(guest.memories[''])
    yield 'boot.entry_to_main', counted['insns'], 'insns'
    with tempfile.TemporaryDirectory() as directory:
        plain = Guest(argparse.Namespace(**{**vars(args), 'platform': 'kvm'}),
                      directory).count_twice(MEMORIES[''])['insns']
    print(f'# the same image as a plain guest: {plain}')
    if counted['insns'] > plain * REALM_MOST:
        raise Failed(f'as a realm it takes more than {REALM_MOST} times what '
                     f'it takes as a plain guest, {plain}')
    yield 'image.bytes', stripped_size(args.image, args.strip), 'bytes'
    yield 'image.raw_bytes', guest.image.kernel_bytes(), 'bytes'


def marked(image):
    """WHAT of each pair of marks, in the order of the image."""
    prefix = 'bench_end_'
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


def measure_marked_domain(guest):
    """The same of a domain, all in one boot of Xen; what it prints as comments
    is printed, too."""
    names = marked(guest.image)
    address = guest.image.address
    counted = dict(zip(names, twice(lambda: guest.count_pairs(DOMAIN_MIB, [
        (address(FROM.get(name, 'bench_begin_' + name)),
         address('bench_end_' + name)) for name in names]))))
    nothing = counted.pop('nothing')['insns']
    for name, counters in counted.items():
        extra = 1 if name in FROM else nothing
        yield name.replace('__', '.'), counters['insns'] - extra, 'insns'
    for line in guest.console().splitlines():
        if line.startswith('# '):
            print('# a domain: ' + line[2:])


def print_profile(guest, memory):
    if memory not in guest.memories:
        raise Failed(f'no profile with {memory.strip("_")} here')
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, 'profile')
        counted = guest.count(guest.memories[memory], path)
        functions = {}
        with open(path, encoding='ascii') as f:
            for line in f:
                va, nr = line.split()
                name = guest.image.function_at(int(va, 0))
                functions[name] = functions.get(name, 0) + int(nr)
    for name, nr in sorted(functions.items(), key=lambda x: (-x[1], x[0])):
        print(f'{nr:10} {nr * 100 / counted["insns"]:5.1f} %  {name}')
    print(f'{counted["insns"]:10} 100.0 %')


MEASURES = {'kvm': (Guest, measure, measure_marked),
            'arm-cca': (Realm, measure_realm, measure_marked),
            'xen-pvh': (Domain, measure_domain, measure_marked_domain)}


def print_figures(guest, counted, args):
    baseline = figures.read(args.baseline) if args.baseline else None
    _, whole, parts = MEASURES[args.platform]
    lines = []
    for what, value, unit in itertools.chain(whole(guest, args), *(
            parts(other) for other in counted)):
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
    parser.add_argument('--first-domain', action='store_true',
                        help='on Xen: with nothing but Xen beside it')
    parser.add_argument('--no-ram', action='store_true',
                        help='do not look for the least RAM')
    parser.add_argument('--monitor', help='the realm monitor for tests')
    args = parser.parse_args()
    try:
        if args.first_domain or args.platform not in MEASURES:
            print_first_domain(args)
            return
        kind = MEASURES[args.platform][0]
        with tempfile.TemporaryDirectory() as directory:
            guest = kind(args, directory)
            if args.profile is not None:
                print_profile(guest,
                              '_' + args.profile if args.profile else '')
            else:
                counted = [kind(args, tempfile.mkdtemp(dir=directory), image)
                           for image in args.counted]
                print_figures(guest, counted, args)
    except Absent as e:
        print(f'# {args.platform}.{args.isa}: not counted: {e}')
    except (Failed, figures.Malformed, OSError,
            subprocess.CalledProcessError) as e:
        sys.exit(f'bench: {e}')


main()
