# SPDX-License-Identifier: BSD-3-Clause
"""Debian's packages of a Xen and a dom0: which, fetched by apt, kept.

Neither root nor a change of the system is needed: apt's lists and packages
are in folders of our own. apt compares what it fetches with the archive's
signed lists.
"""
import fcntl
import glob
import os
import shutil
import subprocess
import tempfile

# Xen's version: Debian's release that has it.
RELEASES = {'4.17': 'bookworm', '4.20': 'trixie'}
DEFAULT = '4.17'

# Our name of an ISA: Debian's.
ARCHITECTURES = {'x86_64': 'amd64', 'arm64': 'arm64'}

# What is taken of the kernel's package, which has all the drivers.
KERNEL_FILES = ('./boot/vmlinuz*', '*/modules.builtin', '*/drivers/xen/*',
                '*/drivers/virtio/*', '*/drivers/char/virtio*')

KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg'


class Unavailable(Exception):
    """The packages cannot be had; the message says why."""


def names(version, isa):
    """The packages by name; of the kernel, the one that depends on it. The
    cloud kernel is smaller, but on x86_64 it cannot be a dom0."""
    arch = ARCHITECTURES[isa]
    kernel = {'x86_64': 'linux-image-amd64',
              'arm64': 'linux-image-cloud-arm64'}[isa]
    return [kernel, f'xen-hypervisor-{version}-{arch}',
             f'xen-utils-{version}', f'libxenmisc{version}', 'xenstore-utils',
             'libxencall1', 'libxendevicemodel1', 'libxenevtchn1',
             'libxenforeignmemory1', 'libxengnttab1', 'libxenhypfs1',
             'libxenstore4', 'libxentoolcore1', 'libxentoollog1',
             'busybox-static', 'libc6', 'libfdt1', 'libgcc-s1', 'liblzma5',
             'libuuid1', 'libyajl2', 'libzstd1', 'zlib1g']


def cache_folder(chosen=None):
    if chosen:
        return os.path.abspath(chosen)
    home = os.environ.get('XDG_CACHE_HOME') \
        or os.path.expanduser('~/.cache')
    return os.path.join(home, 'plinth')


def archive_addresses(release):
    """(address, suite) of each part of Debian's archive that has @release:
    where apt gets this system's own packages from."""
    listed = subprocess.run(
        ['apt-get', 'indextargets', '--format', '$(REPO_URI) $(RELEASE)',
         'Created-By: Packages'], capture_output=True, text=True, check=False)
    own = {}
    for line in listed.stdout.splitlines():
        address, _, suite = line.partition(' ')
        own[suite] = address
    for base in RELEASES.values():
        if base in own:
            found = [(own[base], release)]
            if f'{base}-security' in own:
                found.append((own[f'{base}-security'], f'{release}-security'))
            return found
    raise Unavailable('apt is told of no archive of Debian '
                      + ' or '.join(RELEASES.values()))


class Apt:
    """An apt of our own, for one release and architecture."""

    def __init__(self, release, arch, folder):
        self.folder = folder
        for name in ('lists/partial', 'cache/archives/partial', 'debs'):
            os.makedirs(f'{folder}/{name}')
        with open(f'{folder}/sources.list', 'w', encoding='utf-8') as f:
            for address, suite in archive_addresses(release):
                f.write(f'deb [signed-by={KEYRING}] {address} {suite} main\n')
        with open(f'{folder}/status', 'w', encoding='utf-8'):
            pass
        self.options = [
            f'APT::Architecture={arch}', f'APT::Architectures={arch}',
            'APT::Sandbox::User=', 'Acquire::Languages=none',
            'Acquire::Retries=3',
            f'Dir::State::Lists={folder}/lists', f'Dir::Cache={folder}/cache',
            f'Dir::State::status={folder}/status',
            f'Dir::Etc::sourcelist={folder}/sources.list',
            'Dir::Etc::sourceparts=-', 'Dir::Etc::preferencesparts=-']

    def run(self, program, *words):
        command = [program, '-qq']
        for option in self.options:
            command += ['-o', option]
        try:
            done = subprocess.run(
                command + list(words), cwd=f'{self.folder}/debs',
                stdin=subprocess.DEVNULL, capture_output=True, text=True,
                check=False)
        except OSError as e:
            raise Unavailable(f'{program}: {e.strerror.lower()}') from e
        if done.returncode or '\nE: ' in f'\n{done.stderr}':
            last = (done.stderr.strip() or 'failed').splitlines()[-1]
            raise Unavailable(f'{program} {words[0]}: {last}')
        return done.stdout

    def kernel(self, name):
        """The package with the kernel that @name depends on."""
        for line in self.run('apt-cache', 'depends', name).splitlines():
            kind, _, wanted = line.strip().partition(': ')
            if kind == 'Depends' and wanted.startswith('linux-image-'):
                return wanted
        raise Unavailable(f'{name} depends on no kernel')


def locked(folder, how=fcntl.LOCK_EX):
    """A file that is locked until it is closed: one maker at a time."""
    os.makedirs(folder, exist_ok=True)
    lock = open(f'{folder}/lock', 'w', encoding='utf-8')
    fcntl.flock(lock, how)
    return lock


def in_use(folder):
    """Somebody has it locked, shared or not."""
    try:
        locked(folder, fcntl.LOCK_EX | fcntl.LOCK_NB).close()
    except BlockingIOError:
        return True
    return False


def fetch(version, isa, cache):
    """The folder with the packages, one .deb each; fetched if need be."""
    release = RELEASES.get(version)
    if release is None:
        raise Unavailable(f'no release of Debian is known to have Xen '
                          f'{version}: there is ' + ', '.join(RELEASES))
    arch = ARCHITECTURES[isa]
    folder = f'{cache}/debian-{release}-xen-{version}-{arch}'
    with locked(folder):
        if os.path.isdir(f'{folder}/debs'):
            return f'{folder}/debs'
        work = tempfile.mkdtemp(prefix='fetch-', dir=folder)
        try:
            apt = Apt(release, arch, work)
            apt.run('apt-get', 'update')
            kernel, *others = names(version, isa)
            apt.run('apt-get', 'download', apt.kernel(kernel), *others)
            os.rename(f'{work}/debs', f'{folder}/debs')
        finally:
            shutil.rmtree(work)
    return f'{folder}/debs'


def unpack(debs, into):
    """Unpack each package of @debs, all into the folder @into."""
    for path in sorted(glob.glob(f'{debs}/*.deb')):
        is_kernel = os.path.basename(path).startswith('linux-')
        with subprocess.Popen(['dpkg-deb', '--fsys-tarfile', path],
                              stdout=subprocess.PIPE) as tar:
            # tar fails if it finds no file of one pattern: a driver may be a
            # part of the kernel.
            subprocess.run(['tar', '-x', '-C', into, '--wildcards',
                            *(KERNEL_FILES if is_kernel else ())],
                           stdin=tar.stdout, stderr=subprocess.DEVNULL,
                           check=not is_kernel)
            tar.stdout.read()
        if tar.returncode:
            raise Unavailable(f'{path}: cannot be unpacked; remove it')
