# SPDX-License-Identifier: BSD-3-Clause
"""A dom0 made of Debian's packages: Xen, a kernel, an initramfs.

The initramfs has what is the same in each boot: programs, their libraries,
the kernel's modules. What a boot runs is a second archive behind it
(bed.py); Linux unpacks one after the other.
"""
import fcntl
import glob
import gzip
import hashlib
import lzma
import os
import re
import shutil
import stat
import struct
import subprocess
import tempfile

import packages
from packages import Unavailable

PROGRAMS = ('xl', 'xenstored', 'xenconsoled', 'xenconsole', 'xen-init-dom0',
            'xenctx', 'xentrace')
XENSTORE = ('read', 'write', 'list', 'ls', 'rm', 'exists', 'watch', 'chmod')

# libpthread loads it when a thread is ended: xl create -F does.
LOADED_LATE = ('libgcc_s.so.1',)

MODULES = ('xen-evtchn', 'xen-gntdev', 'xen-gntalloc', 'xen-privcmd', 'xenfs',
           'virtio_pci', 'virtio_mmio', 'virtio_console')

FOLDERS = ('proc', 'sys', 'dev', 'tmp', 'run/xen', 'run/xenstored',
           'var/lib/xenstored', 'var/lib/xen', 'var/log/xen/console',
           'var/lock', 'etc/xen', 'root', 'usr/lib/xen', 'sbin')

XL_CONF = b'autoballoon="off"\nrun_hotplug_scripts=0\n'


class Cpio:
    """An archive as Linux unpacks it (initramfs buffer format, "newc")."""

    def __init__(self):
        self.data = bytearray()
        self.names = set()

    def entry(self, name, mode, data=b'', device=(0, 0)):
        self.folder(os.path.dirname(name))
        self.names.add(name)
        self.header(name, mode, data, device)

    def header(self, name, mode, data, device=(0, 0)):
        raw = name.encode() + b'\0'
        fields = (len(self.names), mode, 0, 0, 1, 0, len(data), 0, 0,
                  *device, len(raw), 0)
        self.data += b'070701' + b''.join(b'%08X' % f for f in fields)
        self.padded(raw)
        self.padded(data)

    def padded(self, data):
        self.data += data
        self.data += bytes(-len(self.data) % 4)

    def folder(self, name):
        if name and name not in self.names:
            self.entry(name, stat.S_IFDIR | 0o755)

    def file(self, name, data, mode=0o755):
        if name not in self.names:
            self.entry(name, stat.S_IFREG | mode, data)

    def link(self, name, target):
        self.entry(name, stat.S_IFLNK | 0o777, target.encode())

    def finish(self):
        self.header('TRAILER!!!', 0, b'')
        return bytes(self.data) + bytes(-len(self.data) % 512)


def read(path):
    with open(path, 'rb') as f:
        return f.read()


def only(tree, *patterns):
    """The one file that fits; releases put some in different places."""
    found = [p for pattern in patterns for p in glob.glob(f'{tree}/{pattern}')]
    if len(found) != 1:
        raise Unavailable(f'the packages have {len(found)} files '
                          + ' or '.join(patterns))
    return found[0]


# --- Programs and libraries -------------------------------------------------

def dynamic(path):
    """(the loader or None, names of libraries) that an ELF file asks for."""
    said = subprocess.run(['readelf', '-dlW', path], capture_output=True,
                          text=True, check=True).stdout
    loader = re.search(r'interpreter: (.*?)\]', said)
    return (loader and loader[1],
            re.findall(r'\(NEEDED\).*\[(.*?)\]', said))


class Programs:
    """Puts programs, and the libraries that they need, into an archive."""

    def __init__(self, cpio, tree, triplet, version):
        self.cpio = cpio
        self.tree = tree
        self.triplet = triplet
        self.folders = (f'lib/{triplet}', f'usr/lib/{triplet}', 'lib', 'lib64',
                        'usr/lib', 'usr/lib64',
                        f'usr/lib/xen-{version}/lib/{triplet}')

    def library(self, name):
        for folder in self.folders:
            path = f'{self.tree}/{folder}/{name}'
            if os.path.exists(path):
                return path
        raise Unavailable(f'the packages lack the library {name}')

    def add(self, path, name):
        self.cpio.file(name, read(path))
        self.needed(path)

    def needed(self, path):
        loader, libraries = dynamic(path)
        if loader:
            self.cpio.file(loader.lstrip('/'),
                           read(self.library(os.path.basename(loader))))
        for library in libraries:
            self.add_library(library)

    def add_library(self, name):
        into = f'lib/{self.triplet}/{name}'
        if into not in self.cpio.names:
            path = self.library(name)
            self.cpio.file(into, read(path))
            self.needed(path)


# --- The kernel and its modules ---------------------------------------------

def vmlinux(bzimage):
    """The ELF file in a bzImage, so that no boot has to unpack it. (Linux,
    Documentation/arch/x86/boot.rst: payload_offset, payload_length.) Xen
    unpacks what we cannot."""
    sectors = bzimage[0x1f1] or 4
    offset, length = struct.unpack_from('<II', bzimage, 0x248)
    start = (sectors + 1) * 512 + offset
    payload = bzimage[start:start + length]
    if payload.startswith(b'\xfd7zXZ\0'):
        return lzma.LZMADecompressor().decompress(payload)
    if payload.startswith(b'\x1f\x8b'):
        return gzip.decompress(payload[:-4])
    return bzimage


class Modules:
    """The kernel's modules that are wanted, in the order to load them."""

    def __init__(self, tree):
        self.paths = {}
        for path in glob.glob(f'{tree}/**/*.ko*', recursive=True):
            self.paths[self.plain(path)] = path
        builtin = only(tree, 'lib/modules/*/modules.builtin',
                       'usr/lib/modules/*/modules.builtin')
        with open(builtin, encoding='utf-8') as f:
            self.builtin = {self.plain(line) for line in f}
        self.order = {}

    @staticmethod
    def plain(path):
        return os.path.basename(path).split('.')[0].replace('-', '_')

    def add(self, name):
        name = self.plain(name)
        if name in self.order or name in self.builtin:
            return
        if name not in self.paths:
            raise Unavailable(f'the packages lack the kernel module {name}')
        data = read(self.paths[name])
        if self.paths[name].endswith('.xz'):
            data = lzma.decompress(data)
        needs = re.search(rb'\0depends=([^\0]*)\0', data)
        for other in filter(None, needs[1].decode().split(',')):
            self.add(other)
        self.order[name] = data


# --- All of it --------------------------------------------------------------

def initramfs(tree, version, isa):
    triplet = {'x86_64': 'x86_64', 'arm64': 'aarch64'}[isa] + '-linux-gnu'
    cpio = Cpio()
    for folder in FOLDERS:
        cpio.folder(folder)
    cpio.link('var/run', '/run')
    cpio.entry('dev/console', stat.S_IFCHR | 0o600, device=(5, 1))
    cpio.file('bin/busybox', read(only(tree, 'bin/busybox', 'usr/bin/busybox')))
    programs = Programs(cpio, tree, triplet, version)
    for name in PROGRAMS:
        programs.add(f'{tree}/usr/lib/xen-{version}/bin/{name}',
                     f'usr/lib/xen-{version}/bin/{name}')
        cpio.link(f'sbin/{name}', f'/usr/lib/xen-{version}/bin/{name}')
    programs.add(f'{tree}/usr/bin/xenstore', 'sbin/xenstore')
    for name in XENSTORE:
        cpio.link(f'sbin/xenstore-{name}', 'xenstore')
    for name in LOADED_LATE:
        programs.add_library(name)
    cpio.file('etc/xen/xl.conf', XL_CONF, 0o644)
    cpio.file('etc/passwd', b'root:x:0:0:root:/root:/bin/sh\n', 0o644)
    modules = Modules(tree)
    for name in MODULES:
        modules.add(name)
    for name, data in modules.order.items():
        cpio.file(f'lib/modules/{name}.ko', data, 0o644)
    cpio.file('lib/modules/order', '\n'.join(modules.order).encode(), 0o644)
    return cpio.finish()


def hypervisor(tree, version, isa):
    arch = packages.ARCHITECTURES[isa]
    name = f'boot/xen-{version}-{arch}'
    data = read(only(tree, name, f'{name}.gz'))
    return gzip.decompress(data) if data[:2] == b'\x1f\x8b' else data


def kernel(tree):
    data = read(only(tree, 'boot/vmlinuz-*'))
    if data[0x202:0x206] == b'HdrS':
        return vmlinux(data)
    return gzip.decompress(data) if data[:2] == b'\x1f\x8b' else data


def make(debs, into, version, isa):
    with tempfile.TemporaryDirectory(prefix='unpack-',
                                     dir=os.path.dirname(into)) as tree:
        packages.unpack(debs, tree)
        made = {'xen': hypervisor(tree, version, isa), 'kernel': kernel(tree),
                'initramfs': initramfs(tree, version, isa)}
    work = tempfile.mkdtemp(prefix='make-', dir=os.path.dirname(into))
    for name, data in made.items():
        with open(f'{work}/{name}', 'wb') as f:
            f.write(data)
    os.rename(work, into)


def remove_unused(folders):
    """A dom0 of another tree may have one booting at this moment."""
    for folder in folders:
        if not packages.in_use(folder):
            shutil.rmtree(folder)


class Dom0:
    """What a boot needs, as paths: made once, by what is in this file, and
    kept for as long as there is an object of it."""

    def __init__(self, version, isa, cache):
        debs = packages.fetch(version, isa, cache)
        ours = hashlib.sha256(read(__file__) + read(packages.__file__))
        folder = f'{os.path.dirname(debs)}/dom0-{ours.hexdigest()[:12]}'
        with packages.locked(os.path.dirname(debs)):
            if not os.path.isdir(folder):
                remove_unused(glob.glob(f'{os.path.dirname(debs)}/dom0-*'))
                make(debs, folder, version, isa)
            self.in_use = packages.locked(folder, fcntl.LOCK_SH)
        self.xen = f'{folder}/xen'
        self.kernel = f'{folder}/kernel'
        self.initramfs = f'{folder}/initramfs'
