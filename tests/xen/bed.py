# SPDX-License-Identifier: BSD-3-Clause
"""A real Xen with a Linux dom0 in QEMU: domains, and what comes of them.

One boot of Xen runs any number of domains, each by xl create. The domains'
files lie in an archive behind dom0's initramfs; what came of each is a tar
archive on a virtio-serial port (dom0-init, run-guest).
"""
import contextlib
import ctypes
import hashlib
import json
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import tarfile
import tempfile
import time
from pathlib import Path

import packages
from dom0 import Cpio, Dom0, read
from packages import Unavailable

HERE = os.path.dirname(os.path.abspath(__file__))

# Wall-clock time that Xen and dom0 may take: to come up, and for each domain
# besides what the domain itself is given.
START_S, SPARE_S = 120, 60

DOM0_MIB = 256
MIB = 1 << 20
XEN_MIB = 192       # Xen's own, while the files are still in memory

# What the files of the domains of one boot may take of dom0's memory.
FILES_MAX_BYTES = 64 * MIB

# xen/include/public/sched.h, SHUTDOWN_*
REASONS = ('poweroff', 'reboot', 'suspend', 'crash', 'watchdog', 'softreset')


class Broken(Exception):
    """Xen or dom0 did not come up; the message says what was seen."""


# --- Domains ----------------------------------------------------------------

class Domain:
    """What xl is told."""

    def __init__(self, name, kind, image, initrd=None, cmdline='',
                 mem_mib=128, vcpus=1, config=(), actions=(), seconds=60.0,
                 boot='direct', tools=()):
        self.name = re.sub(r'[^\w.-]', '_', name)
        self.kind = kind          # 'pv' or 'pvh'
        self.image = image
        self.initrd = initrd
        self.cmdline = cmdline
        self.mem_mib = mem_mib
        self.vcpus = vcpus
        self.config = config      # lines for xl, which come last
        self.actions = actions    # run-guest says what these are
        self.seconds = seconds
        self.boot = boot          # 'direct': by xl create
        self.tools = tools        # programs for the actions

    def identity(self, version):
        """Two domains of one identity are the same one to Xen."""
        known = {k: v for k, v in vars(self).items() if k != 'name'}
        for key in ('image', 'initrd'):
            if known[key]:
                known[key] = hashlib.sha256(read(known[key])).hexdigest()
        known['tools'] = [hashlib.sha256(read(path)).hexdigest()
                          for path in known['tools']]
        text = json.dumps([version or default_version(), known],
                          sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def mebibytes(text):
    """The value of QEMU's -m, rounded up; ValueError if it is none."""
    found = re.fullmatch(r'(\d+)([KMGT]?)', text.upper())
    if not found:
        raise ValueError(f'{text}: not a size of memory')
    shift = {'K': 10, '': 20, 'M': 20, 'G': 30, 'T': 40}[found[2]]
    return -(-(int(found[1]) << shift) >> 20)


def quoted(text):
    """A string of xl.cfg(5)."""
    text = re.sub(r'(["\\])', r'\\\1', text)
    return '"' + text.replace('\n', '\\n') + '"'


def configuration(domain, end=None):
    """xl.cfg(5); @end: what becomes of the domain when it has shut down, if
    not what xl does by itself."""
    lines = [f'name = {quoted(domain.name)}', f'type = "{domain.kind}"',
             f'kernel = {quoted(domain.image)}']
    if domain.initrd:
        lines.append(f'ramdisk = {quoted(domain.initrd)}')
    if domain.cmdline:
        lines.append(f'cmdline = {quoted(domain.cmdline)}')
    lines += [f'memory = {domain.mem_mib}', f'vcpus = {domain.vcpus}']
    if end:
        lines += [f'on_{event} = "{end}"' for event in (
              'poweroff', 'reboot', 'crash', 'watchdog', 'soft_reset')]
    return '\n'.join([*lines, *domain.config, ''])


class Result:
    """What came of a domain: its state (REASONS; timeout; destroyed;
    refused: by xl; lost: Xen or dom0 was gone; unavailable: there is no Xen;
    stopped: Xen does not say how), and what was printed. The console is
    bytes."""

    def __init__(self, state, console=b'', xenlog='', said='', context='',
                 actions='', missing=0, seconds=0.0):
        self.state = state
        self.console = console
        self.xenlog = xenlog      # what Xen printed
        self.said = said          # what xl printed
        self.context = context    # registers, as xenctx prints them
        self.actions = actions    # what the actions printed
        self.missing = missing    # how many of them were not carried out
        self.seconds = seconds    # it took, by dom0's clock

    def remarks(self):
        """What else whoever looks at the console may want to know."""
        noise = r'\(XEN\) (\[.*\] )?HVM\d* ?(\S+ )?(save|restore)\b' \
                r'|(\(XEN\) )?\(d\d+\) '
        lines = [line for line in self.xenlog.splitlines()
                 if not re.match(noise, line)]
        lines += self.actions.splitlines() + self.context.splitlines()
        if self.state in ('refused', 'lost'):
            lines += self.said.splitlines()
        return lines

    def refusal(self):
        """The first reason that xl gives."""
        found = re.search(r'^\w+: error: (?:[\w.]+:\d+:\w+: )?(.*)',
                          self.said, re.MULTILINE)
        return found[1] if found else ''


def kept(path):
    try:
        with open(path, encoding='utf-8') as f:
            return json.load(f)
    except (OSError, ValueError):
        return []


def keep(path, entries):
    if entries:
        os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
        with open(path, 'w', encoding='utf-8') as f:
            json.dump(entries, f)
    elif os.path.exists(path):
        os.unlink(path)


def keep_result(path, result, domain, version):
    """For whoever wants to know what comes of such a domain: one of them."""
    values = {**vars(result), 'console': result.console.decode('latin-1')}
    keep(path, kept(path) + [[domain.identity(version), values]])


def kept_result(path, domain, version):
    """What keep_result() kept of such a domain; each is taken once."""
    entries = kept(path)
    for entry in entries:
        identity, values = entry
        if identity == domain.identity(version):
            keep(path, [e for e in entries if e is not entry])
            values['console'] = values['console'].encode('latin-1')
            return Result(**values)
    return None


def state_of(fields, said):
    if fields['reason']:
        number = int(fields['reason'])
        return REASONS[number] if number < len(REASONS) else f'end {number}'
    # 143: xl was ended by a signal.
    ended = fields['domid'] or fields['status'] == '143'
    if re.search('^Domain .* has been destroyed', said, re.M):
        return 'destroyed'
    return 'timeout' if ended else 'refused'


def guest_debug_output(xenlog, domid):
    """What the domain wrote to port 0xe9, or by HYPERVISOR_console_io."""
    prefix = rf'(?:\(XEN\) )?(?:\[[^]]*\] )?\(d{domid}\) '.encode()
    return b''.join(re.sub(b'^' + prefix, b'', line) + b'\n'
                    for line in xenlog.split(b'\n')
                    if re.match(prefix, line))


def result_of(files, domain):
    text = {name: data.decode('utf-8', 'replace')
            for name, data in files.items()}
    fields = dict(line.split('=', 1) for line in text['state'].splitlines())
    early = guest_debug_output(files['xenlog'], fields['domid'] or '-')
    return Result(state_of(fields, text['xl']),
                  early + files.get('console', b''), text['xenlog'],
                  text['xl'], text.get('context', ''), text['actions'],
                  len(domain.actions) - int(fields['actions']),
                  float(fields['ended']) - float(fields['begun']))


# --- What lies behind the initramfs -----------------------------------------

def loaded_part(data):
    """An ELF file without what no loader reads: symbols, debug information."""
    if data[:5] != b'\x7fELF\x02':
        return data
    phoff, = struct.unpack_from('<Q', data, 32)
    size, count = struct.unpack_from('<HH', data, 54)
    end = phoff + size * count
    for i in range(count):
        offset, _, _, filesz = struct.unpack_from('<QQQQ', data,
                                                  phoff + i * size + 8)
        end = max(end, offset + filesz)
    short = bytearray(data[:end])
    struct.pack_into('<Q', short, 40, 0)
    struct.pack_into('<HHH', short, 58, 64, 0, 0)
    return bytes(short)


def write_job(domain, inside, write):
    """The files that run-guest wants; @inside has the names of files where
    it runs."""
    write(f'{domain.name}.cfg', configuration(inside, 'preserve'))
    write(f'{domain.name}.seconds', f'{domain.seconds}\n')
    if domain.actions:
        write(f'{domain.name}.actions',
              ''.join(f'{a}\n' for a in domain.actions))


class Job:
    """The archive of the domains of one boot."""

    def __init__(self):
        self.cpio = Cpio()
        self.domains = []
        self.paths = {}
        self.size = 0

    def path(self, host_path):
        """Where dom0 finds the file @host_path; each is there once."""
        if host_path not in self.paths:
            data = loaded_part(read(host_path))
            self.paths[host_path] = f'/job/file{len(self.paths)}'
            self.cpio.file(self.paths[host_path][1:], data)
            self.size += len(data)
        return self.paths[host_path]

    def tool(self, host_path):
        name = f'job/bin/{os.path.basename(host_path)}'
        if name not in self.cpio.names:
            data = read(host_path)
            self.cpio.file(name, data)
            self.size += len(data)

    def add(self, domain):
        for path in domain.tools:
            self.tool(path)
        inside = Domain(**{**vars(domain), 'image': self.path(domain.image),
                           'initrd': domain.initrd
                           and self.path(domain.initrd)})
        write_job(domain, inside, lambda name, text: self.cpio.file(
            f'job/{name}', text.encode(), 0o644))
        self.domains.append(domain)

    def is_full(self):
        return self.size > FILES_MAX_BYTES

    def archive(self):
        names = ''.join(f'{d.name}\n' for d in self.domains)
        self.cpio.file('job/list', names.encode(), 0o644)
        self.cpio.file('job/run-guest', read(f'{HERE}/run-guest'))
        self.cpio.file('init', read(f'{HERE}/dom0-init'))
        return self.cpio.finish()


def jobs_of(domains):
    jobs = []
    for domain in domains:
        if not jobs or jobs[-1].is_full():
            jobs.append(Job())
        jobs[-1].add(domain)
    return jobs


# --- QEMU -------------------------------------------------------------------

def die_with_parent():
    """In the child: our end, however it comes, is QEMU's end too."""
    PR_SET_PDEATHSIG = 1
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def start(command, fds=()):
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=fds,
                            process_group=0, preexec_fn=die_with_parent)


def stop(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def doubled(text):
    """For QEMU, which takes a comma as the end of a word."""
    return text.replace(',', ',,')


def qemu(machine, words, mib, folder):
    """A QEMU whose first UART goes to a file."""
    return [machine.qemu[0], '-nodefaults', '-no-user-config',
            '-display', 'none', '-monitor', 'none', '-no-reboot',
            *words, '-accel', 'tcg', '-m', f'{mib}M',
            '-serial', f'file:{doubled(folder)}/serial']


LINUX_WORDS = 'console=hvc0 panic=-1 quiet loglevel=1'


class MachineX86:
    """-smap: QEMU 7.2 has a fault too many in a PV dom0; -rdtscp: in a PVH
    Linux; -xsave: programs of dom0 die while a domain runs beside it."""
    qemu = 'qemu-system-x86_64', 'qemu-system-x86'
    words = ['-machine', 'pc', '-cpu', 'max,-smap,-rdtscp,-xsave']
    xen_words = 'console=com1 com1=115200,8n1'
    port = 'virtio-serial-pci'

    def dom0(self, command, dom0, initramfs, xen_words, _folder):
        return [*command, '-kernel', dom0.xen, '-append', xen_words,
                '-initrd', f'{doubled(dom0.kernel)} {LINUX_WORDS},'
                + doubled(initramfs)]


class MachineArm64:
    """QEMU's devicetree, in which Xen is told where the kernels are: between
    Xen and the tree, which QEMU has 128 MiB above the start of RAM. dom0's
    memory is to be of one piece, above."""
    qemu = 'qemu-system-aarch64', 'qemu-system-arm'
    words = ['-machine', 'virt,virtualization=on,gic-version=3',
             '-cpu', 'max']
    xen_words = 'console=dtuart dtuart=/pl011@9000000'
    port = 'virtio-serial-device'
    first = 0x42000000
    linux = 'module@{at:x} {{ compatible = "multiboot,{kind}", ' \
            '"multiboot,module"; reg = <0 {at:#x} 0 {size:#x}>; {more} }};'

    def dom0(self, command, dom0, initramfs, xen_words, folder):
        loaded, nodes = self.modules([
            (dom0.kernel, 'kernel', f'bootargs = "{LINUX_WORDS}";'),
            (initramfs, 'ramdisk', '')])
        return self.with_tree(command, loaded, nodes, dom0.xen, xen_words,
                              folder)

    def modules(self, files):
        """(arguments for QEMU, nodes in the tree) of (path, kind, more)."""
        at, words, nodes = self.first, [], []
        for path, kind, more in files:
            size = os.path.getsize(path)
            words += ['-device', f'loader,file={doubled(path)},addr={at:#x},'
                                 'force-raw=on']
            nodes.append(self.linux.format(at=at, size=size, kind=kind,
                                           more=more))
            at += -(-size // MIB) * MIB + MIB
        return words, ' '.join(nodes)

    def with_tree(self, command, loaded, nodes, xen, xen_words, folder):
        chosen = '/ { chosen { #address-cells = <2>; #size-cells = <2>; ' \
                 f'xen,xen-bootargs = "{xen_words}"; {nodes} }}; }};'
        dumped = f'{folder}/qemu.dtb'
        tool = shutil.which('dtc')
        if not tool:
            raise Broken('dtc is missing: apt-get install '
                         'device-tree-compiler (Debian)')
        # Another argument with -machine would be a part of the same one.
        subprocess.run([self.qemu[0], *self.words, '-display', 'none',
                        '-m', command[command.index('-m') + 1],
                        '-machine', f'dumpdtb={doubled(dumped)}'],
                       stdin=subprocess.DEVNULL, capture_output=True,
                       check=True)
        source = subprocess.run([tool, '-q', '-I', 'dtb', '-O', 'dts', dumped],
                                capture_output=True, text=True, check=True)
        subprocess.run([tool, '-q', '-I', 'dts', '-O', 'dtb', '-o',
                        f'{folder}/xen.dtb'], input=source.stdout + chosen,
                       text=True, check=True)
        return [*command, '-kernel', xen, '-dtb', f'{folder}/xen.dtb',
                *loaded]

    def domu(self, command, domain, xen, xen_words, folder):
        """A domain that Xen makes by itself, and no dom0 (Xen,
        docs/misc/arm/device-tree/booting.txt)."""
        line = domain.cmdline.replace('\\', '\\\\').replace('"', '\\"')
        files = [(domain.image, 'kernel', f'bootargs = "{line}";')]
        if domain.initrd:
            files.append((domain.initrd, 'ramdisk', ''))
        loaded, nodes = self.modules(files)
        node = 'domU1 { compatible = "xen,domain"; #address-cells = <2>; ' \
               f'#size-cells = <2>; cpus = <{domain.vcpus}>; ' \
               f'memory = <0 {domain.mem_mib << 10:#x}>; vpl011; ' \
               f'xen,enhanced = "no-xenstore"; {nodes} }};'
        return self.with_tree(command, loaded, node, xen, xen_words, folder)


MACHINES = {'x86_64': MachineX86, 'arm64': MachineArm64}


# --- A guest without a Linux ------------------------------------------------

class AsDom0:
    """The guest is dom0; no Linux takes part. On x86_64."""
    # What Xen says of dom0's end: the state.
    ends = {'halted': 'poweroff', 'shutdown: rebooting': 'reboot',
            'shutdown: watchdog': 'watchdog', 'crashed': 'crash'}

    fds = ()    # that QEMU inherits

    def __init__(self, bed, domain):
        self.bed = bed
        self.domain = domain

    def command(self, folder):
        domain, machine = self.domain, self.bed.machine
        words = machine.words
        xen = f'{machine.xen_words} dom0_mem={domain.mem_mib}M,max:' \
              f'{domain.mem_mib}M dom0_max_vcpus={domain.vcpus} ' \
              'loglvl=info guest_loglvl=all noreboot'
        if domain.kind == 'pvh':
            words = ['-machine', 'q35', '-device', 'intel-iommu,intremap=on',
                     '-cpu', machine.words[-1]]
            xen += ' dom0=pvh'
        files = [f'{domain.image} {domain.cmdline}'.strip()]
        if domain.initrd:
            files.append(domain.initrd)
        mib = XEN_MIB + domain.mem_mib * 33 // 32
        return [*qemu(machine, words, mib, folder),
                '-smp', str(domain.vcpus), '-kernel', self.bed.dom0.xen,
                '-append', xen, '-initrd', ','.join(map(doubled, files))]

    def state(self, serial):
        """None: it has not ended."""
        found = re.search(r'Hardware Dom0 (halted|crashed|shutdown: \w+)',
                          serial)
        return found and self.ends.get(found[1], found[1])

    @staticmethod
    def result(state, serial):
        # What Xen says of the machine comes before its "Freed ... memory".
        text = re.sub(r'\A.*^\(XEN\) Freed [^\n]*\n', '',
                      serial.replace('\r', ''), flags=re.S | re.M)
        own = [line for line in text.splitlines()
               if not line.startswith('(XEN)')]
        xenlog = [line for line in text.splitlines()
                  if line.startswith('(XEN)')]
        early = guest_debug_output('\n'.join(xenlog).encode(), 0)
        return Result(state, early + '\n'.join([*own, '']).encode(),
                      '\n'.join(xenlog))

    def run(self):
        with tempfile.TemporaryDirectory(prefix='plinth-xen-') as folder:
            process = start(self.command(folder), self.fds)
            try:
                state = self.watch(process, f'{folder}/serial')
            finally:
                stop(process)
            serial = seen(f'{folder}/serial')
        return self.result(state, serial)

    def watch(self, process, path):
        """Xen's start is not a part of the guest's time."""
        deadline = time.monotonic() + START_S / 2
        begun = False
        while process.poll() is None:
            time.sleep(0.05)
            serial = seen(path)
            state = self.state(serial)
            if state:
                return state
            if not begun and 'Freed ' in serial:
                begun = True
                deadline = time.monotonic() + self.domain.seconds
            if time.monotonic() > deadline:
                return 'timeout'
        return self.state(seen(path)) or 'lost'


class Dom0less(AsDom0):
    """A domain in Xen's devicetree, without a dom0. On arm64. Xen says that
    it has ended only when it is asked (key q), and not how."""
    to_xen = b'\x01' * 6     # the UART's input is Xen's, not a domain's
    ask = b'q'

    def command(self, folder):
        domain, machine = self.domain, self.bed.machine
        mib = XEN_MIB + domain.mem_mib * 33 // 32
        command = qemu(machine, machine.words, mib, folder)
        command[-1] = 'chardev:uart'
        command += ['-chardev', f'socket,id=uart,fd={self.fds[0]},'
                                f'logfile={doubled(folder)}/serial']
        return machine.domu(
            command, domain, self.bed.dom0.xen, f'{machine.xen_words} '
            'loglvl=info guest_loglvl=all noreboot', folder)

    def run(self):
        self.asked = 0.0
        self.keys, theirs = socket.socketpair()
        self.keys.setblocking(False)
        self.fds = (theirs.fileno(),)
        with self.keys, theirs:
            return super().run()

    def state(self, serial):
        with contextlib.suppress(BlockingIOError):
            while self.keys.recv(1 << 16):    # it is in the log, too
                pass
        if '(XEN) Freed ' in serial and time.monotonic() > self.asked + 0.5:
            self.keys.send(self.ask if self.asked else
                           self.to_xen + self.ask)
            self.asked = time.monotonic()
        *_, last = serial.split("(XEN) 'q' pressed")
        paused = re.findall(r'^\(XEN\) +pause_count=(\d+) ', last, re.M)
        whole = 'Notifying guest' in last
        return 'stopped' if whole and paused and '0' not in paused else None

    @staticmethod
    def result(state, serial):
        """The domain's own lines: of console_io, or of its vpl011."""
        lines = re.findall(r'^(?:\(XEN\) )?(?:\(d1\)|DOM1:) (.*)$',
                           serial.replace('\r', ''), re.M)
        return Result(state, '\n'.join([*lines, '']).encode())


ALONE = {'dom0': AsDom0, 'dom0less': Dom0less}


def seen(path):
    try:
        return read(path).decode('utf-8', 'replace')
    except FileNotFoundError:
        return ''


def default_version():
    return os.environ.get('PLINTH_XEN') or packages.DEFAULT


class Bed:
    def __init__(self, isa, version=None, cache=None):
        self.isa = isa
        self.machine = MACHINES[isa]()
        program, package = self.machine.qemu
        if not shutil.which(program):
            raise Broken(f'{program} is missing: apt-get install {package} '
                         '(Debian)')
        self.dom0 = Dom0(version or default_version(), isa,
                         packages.cache_folder(cache))

    def run_one(self, domain):
        return next(iter(self.run([domain])))[1]

    def run(self, domains):
        """Run all; yields each (domain, its result) once it is known."""
        for domain in domains:
            if domain.boot != 'direct':
                yield domain, ALONE[domain.boot](self, domain).run()
        for job in jobs_of([d for d in domains if d.boot == 'direct']):
            yield from self.run_job(job)

    def run_job(self, job):
        """A domain that takes Xen with it is not run again; those after it
        are."""
        while job.domains:
            results, running = self.boot(job)
            for domain in job.domains:
                if domain.name in results:
                    yield domain, results[domain.name]
                elif domain.name == running:
                    yield domain, Result('lost')
            left = [d for d in job.domains
                    if d.name not in results and d.name != running]
            job = Job()
            for domain in left:
                job.add(domain)

    def command(self, job, folder):
        mib = DOM0_MIB + XEN_MIB \
            + max(d.mem_mib for d in job.domains) * 33 // 32
        command = [
            *qemu(self.machine, self.machine.words, mib, folder),
            '-chardev', f'file,id=results,path={doubled(folder)}/results',
            '-device', self.machine.port,
            '-device', 'virtserialport,chardev=results']
        return self.machine.dom0(
            command, self.dom0, f'{folder}/initramfs',
            f'{self.machine.xen_words} dom0_mem={DOM0_MIB}M,max:{DOM0_MIB}M '
            'dom0_max_vcpus=1 loglvl=warning guest_loglvl=all '
            'conring_size=256k', folder)

    def boot(self, job):
        """Returns ({name: result}, the name of the domain that was running
        at the end, if dom0 did not come to its own)."""
        with tempfile.TemporaryDirectory(prefix='plinth-xen-') as folder:
            with open(f'{folder}/initramfs', 'wb') as f:
                f.write(read(self.dom0.initramfs) + job.archive())
            self.watch(start(self.command(job, folder)), job, folder)
            serial = read(f'{folder}/serial').decode('utf-8', 'replace')
            results = read_results(f'{folder}/results', job.domains)
        begun = re.findall(r'^dom0: runs (\S+)', serial, re.MULTILINE)
        if not begun:
            raise Broken('dom0 did not come up: ' + last_lines(serial))
        if begun[-1] in results:
            return results, None
        return results, begun[-1]

    @staticmethod
    def watch(process, job, folder):
        """Ends when QEMU does, or when nothing has come for too long."""
        spare = SPARE_S + max(d.seconds for d in job.domains)
        deadline = time.monotonic() + START_S + spare
        seen = 0
        try:
            while process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.05)
                size = os.path.getsize(f'{folder}/results') \
                    if os.path.exists(f'{folder}/results') else 0
                if size != seen:
                    seen = size
                    deadline = time.monotonic() + spare
        finally:
            stop(process)


def last_lines(text):
    lines = [line for line in text.replace('\r', '').splitlines() if line]
    return ' / '.join(lines[-5:]) or 'nothing was printed'


def read_results(path, domains):
    """{name: result} of the archives, each of a domain; the last one may be
    cut short."""
    found = {}
    try:
        with tarfile.open(path, ignore_zeros=True) as archive:
            for member in archive:
                name, _, part = member.name.partition('/')
                if member.isfile():
                    found.setdefault(name, {})[part] = \
                        archive.extractfile(member).read()
    except (tarfile.ReadError, OSError):
        pass
    complete = {'state', 'xl', 'xenlog', 'actions'}
    return {d.name: result_of(found[d.name], d) for d in domains
            if complete <= set(found.get(d.name, ()))}


# --- This machine -----------------------------------------------------------

# Linux: what the domain that this is may do.
CAPABILITIES = '/proc/xen/capabilities'


def is_dom0():
    return 'control_d' in seen(CAPABILITIES)


class Here:
    """This is a dom0: its own xl makes the domains."""

    def run_one(self, domain):
        return next(iter(self.run([domain])))[1]

    def run(self, domains):
        for domain in domains:
            if domain.boot != 'direct':
                raise Broken(f'--boot {domain.boot}: not in a dom0')
            with tempfile.TemporaryDirectory(prefix='plinth-xen-') as folder:
                yield domain, self.result(domain, folder)

    @staticmethod
    def result(domain, folder):
        job, out = f'{folder}/job', f'{folder}/out'
        os.mkdir(job)
        write_job(domain, domain, lambda name, text: Path(
            f'{job}/{name}').write_text(text, encoding='utf-8'))
        os.mkdir(f'{job}/bin')
        for path in domain.tools:
            os.symlink(path, f'{job}/bin/{os.path.basename(path)}')
        subprocess.run(['sh', f'{HERE}/run-guest', domain.name, job, out],
                       stdin=subprocess.DEVNULL, check=True)
        files = {path.name: path.read_bytes()
                 for path in Path(out).iterdir()}
        result = result_of(files, domain)
        result.xenlog = ''    # of all domains, since Xen came up
        return result


def place(isa, version, cache):
    """Where domains are run."""
    return Here() if is_dom0() else Bed(isa, version, cache)
