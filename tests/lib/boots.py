# SPDX-License-Identifier: BSD-3-Clause
"""Boot files, exclusions and result files: what run-boot and matrix share."""
import os
import re
import shlex

import devicetree


class Wrong(Exception):
    """A file says what it cannot say; the message names file and line."""


def lines_of(path):
    """(line number, text) of each line that is not empty."""
    try:
        with open(path, encoding='utf-8') as f:
            for number, line in enumerate(f, 1):
                if line.strip():
                    yield number, line.strip()
    except OSError as e:
        raise Wrong(f'{path}: {e.strerror.lower()}') from e


# --- Boot files -------------------------------------------------------------

ISAS = ('x86_64', 'arm64')
BOOTS = ('direct', 'efi', 'efi-disk', 'grub-mb1', 'grub-mb2', 'loader',
         'dom0', 'dom0less')
LAYOUTS = ('firecracker', 'cloud-hypervisor')

# What else plat-run may find, and its status.
STATUSES = {'reset': 125, 'off': 125, 'disagree': 125, 'timeout': 124}

# And on Xen; "refused" with a part of the reason that xl gives.
STATUSES_XEN = {'refused': 125, 'watchdog': 125, 'suspend': 125,
                'destroyed': 125, 'action': 125, 'lost': 125}

# And in the realm monitor for tests: the realm did what none may do.
STATUSES_REALM = {'violations': 125}

# Who lays out the memory for boot = loader is told by these.
LOADER_KEYS = {'x86_64': {'layout'}, 'arm64': {'load', 'dtb', 'dtb-load'}}


def one_of(*values):
    def parse(text):
        if text not in values:
            raise ValueError('one of ' + ', '.join(values))
        return text
    return parse


def number(text):
    if not re.fullmatch(r'\d+(\.\d+)?', text) or float(text) == 0:
        raise ValueError('a number above 0')
    return text


def address(text):
    try:
        return int(text, 0)
    except ValueError as e:
        raise ValueError('an address') from e


def expectation(text):
    kind, _, detail = text.partition(' ')
    if kind == 'exit' and re.fullmatch(r'\d+', detail) and int(detail) < 256:
        return kind, str(int(detail))
    words = {**STATUSES, **STATUSES_XEN, **STATUSES_REALM}
    if kind in ('crash', 'refused') or (kind in words and not detail):
        return kind, detail.strip()
    raise ValueError('exit N, crash TEXT, refused TEXT, ' + ', '.join(words))


def regex(text):
    try:
        return re.compile(text, re.MULTILINE)
    except re.error as e:
        raise ValueError(f'a regular expression ({e})') from e


def action(text):
    if not re.fullmatch(r'(before|after \d+(\.\d+)?|line \S.*|end) => \S.*',
                        text):
        raise ValueError('WHEN => COMMAND, WHEN being "before", "after '
                         'SECONDS", "line TEXT" or "end"')
    return text


def monitor(text):
    when, arrow, command = text.partition('=>')
    if not arrow or not command.strip():
        raise ValueError('a regular expression, =>, a command of the monitor')
    return regex(when.strip()), command.strip()


# key: (default, parse). A list as default: the key may be repeated.
KEYS = {
    'image': (None, str),
    'platform': ('kvm', str),
    'machine': (None, str),
    'cpu': (None, str),
    'accel': (None, str),
    'smp': (None, str),
    'mem': (None, str),
    'append': (None, str),
    'args': ((), shlex.split),
    'initrd': (None, str),
    'boot': ('direct', one_of(*BOOTS)),
    'layout': (None, one_of(*LAYOUTS)),
    'load': (None, address),
    'dtb': (None, str),
    'dtb-load': (None, address),
    'dtb-damage': ((), devicetree.damage),
    'firmware': (None, str),
    'exit-devices': ('yes', one_of('yes', 'no')),
    'timeout': ('120', number),
    'expect': (('exit', '0'), expectation),
    'tap': (None, one_of('yes', 'no')),
    'capability': ((), str.split),
    'frontend': ('needed', one_of('needed', 'none')),
    'xl-config': ([], str),
    'action': ([], action),
    'tool': ([], str),
    'qemu': (None, number),
    'rmm': ([], regex),
    'qemu-arg': ([], str),
    'monitor': ([], monitor),
    'match': ([], regex),
    'nomatch': ([], regex),
    'dump': (None, str),
    'differs': ([], regex),
}


# A report of a fault, whole and in its order (docs/crashes.md); the place is
# a function that the boot names.
DUMP = r'^plat: crash: .*\n(?:plat: bank .*\n)*' \
       r'plat: at 0x[0-9a-f]{16} (?:%(place)s)\+0x[0-9a-f]+\n' \
       r'plat: %(registers)s\n' \
       r'plat: code(?: %(code)s)+\n' \
       r'plat: stack(?: [0-9a-f]+){8}\n' \
       r'plat: called from\n' \
       r'plat: [ ?] 0x[0-9a-f]{16} \w+\+0x'
CODE = {'x86_64': '[0-9a-f]{2}', 'arm64': '[0-9a-f]{8}'}
REGISTERS = {
    'x86_64': 'rax rbx rcx rdx rsi rdi rbp rsp r8 r9 r10 r11 r12 r13 r14 r15 '
              'flags cs',
    'arm64': ' '.join(f'x{i}' for i in range(31)) + ' sp pstate'}


def dump_regex(isa, place):
    registers = r'\s+(?:plat: )?'.join(
        rf'{name} +[0-9a-f]+' for name in REGISTERS[isa].split())
    return regex(DUMP % {'place': place, 'code': CODE[isa],
                         'registers': registers})


class Boot:
    """A boot file; boot['key'] is a parsed value. boot['isa'] is that of the
    folder that the file is in, or else @isa, the one of the build."""

    def __init__(self, path, isa):
        self.path = path
        self.name = os.path.basename(path).removesuffix('.boot')
        self.values = {k: list(d) if isinstance(d, list) else d
                       for k, (d, _) in KEYS.items()}
        folder = os.path.basename(os.path.dirname(os.path.abspath(path)))
        self.values['isa'] = folder if folder in ISAS else isa
        self.read(path)

    def __getitem__(self, key):
        return self.values[key]

    def on_xen(self):
        return self['platform'].startswith('xen-')

    def in_realm(self):
        return self['platform'] == 'arm-cca'

    def read(self, path):
        seen, why = set(), False
        lines = list(lines_of(path))
        for _, line in lines:
            if found := re.fullmatch(r'platform\s*=\s*(\S+)', line):
                self.values['platform'] = found[1]
        for at, line in lines:
            if line.startswith('#'):
                why |= not seen and 'SPDX-' not in line and len(line) > 9
                continue
            key, equals, text = (s.strip() for s in line.partition('='))
            if not equals or not text:
                raise Wrong(f'{path}:{at}: not "key = value"')
            if key not in KEYS:
                raise Wrong(f'{path}:{at}: no key {key}: there is '
                            + ', '.join(KEYS))
            self.set(f'{path}:{at}', key, text, key in seen)
            seen.add(key)
        if not why:
            raise Wrong(f'{path}: does not begin with a comment that says '
                        'what would be broken if it failed')
        self.complete(path)

    def set(self, where, key, text, again):
        default, parse = KEYS[key]
        try:
            value = parse(text.replace('@isa@', self['isa'])
                          .replace('@platform@', self['platform']))
        except ValueError as e:
            raise Wrong(f'{where}: {key}: want {e}') from e
        if isinstance(default, list):
            self.values[key].append(value)
        elif again:
            raise Wrong(f'{where}: {key} for the second time')
        else:
            self.values[key] = value

    def complete(self, path):
        v = self.values
        if not v['image']:
            raise Wrong(f'{path}: no image')
        needed = LOADER_KEYS[v['isa']]
        given = {k for keys in LOADER_KEYS.values() for k in keys
                 if v[k] is not None}
        if given != (needed if v['boot'] == 'loader' else set()):
            raise Wrong(f'{path}: boot = loader and '
                        f'{", ".join(sorted(needed))} go together')
        if not self.on_xen() and (v['xl-config'] or v['action'] or v['tool']):
            raise Wrong(f'{path}: xl-config, action and tool are for Xen')
        if not self.in_realm() and v['rmm']:
            raise Wrong(f'{path}: rmm is for arm-cca')
        if v['dtb-damage'] and not v['dtb']:
            raise Wrong(f'{path}: dtb-damage without dtb')
        if v['dump']:
            try:
                v['match'].append(dump_regex(v['isa'], v['dump']))
            except ValueError as e:
                raise Wrong(f'{path}: dump: want {e}') from e
        if v['tap'] is None:
            v['tap'] = 'yes' if v['expect'][0] == 'exit' else 'no'


# --- Exclusions -------------------------------------------------------------

class Exclusion:
    """PLATFORM ISA TEST-OR-CAPABILITY: reason; * is any platform or ISA."""

    def __init__(self, platform, isa, name, reason):
        self.platform = platform
        self.isa = isa
        self.name = name
        self.not_in_ci = reason.lower().startswith('not in ci:')
        self.reason = reason

    def covers(self, platform, isa, names):
        return self.platform in ('*', platform) \
            and self.isa in ('*', isa) and self.name in names


def read_exclusions(path):
    found = []
    for at, line in lines_of(path):
        if line.startswith('#'):
            continue
        parts = re.fullmatch(r'(\S+)\s+(\S+)\s+([^\s:]+):\s+(\S.*)', line)
        if not parts:
            raise Wrong(f'{path}:{at}: not "PLATFORM ISA '
                        'TEST-OR-CAPABILITY: reason"')
        found.append(Exclusion(*parts.groups()))
    return found


# --- Result files -----------------------------------------------------------

RESULT_KEYS = ('test', 'platform', 'isa', 'capability', 'verdict', 'reason')


def write_result(path, boot, verdict, reason=''):
    values = (boot.name, boot['platform'], boot['isa'],
              ' '.join(boot['capability']), verdict, reason)
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    with open(path, 'w', encoding='utf-8') as f:
        for key, value in zip(RESULT_KEYS, values):
            f.write(f'{key} = {value}\n')


def read_result(path):
    found = {}
    for at, line in lines_of(path):
        key, equals, text = line.partition('=')
        if not equals or key.strip() not in RESULT_KEYS:
            raise Wrong(f'{path}:{at}: not a line of a result file')
        found[key.strip()] = text.strip()
    if set(found) != set(RESULT_KEYS):
        raise Wrong(f'{path}: not a complete result file')
    return found
