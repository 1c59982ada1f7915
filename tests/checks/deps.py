# SPDX-License-Identifier: BSD-3-Clause
"""deps.py TREE WHAT: print each place where the core knows a frontend.

WHAT: includes (of a frontend's headers), names (of frontends and
hypervisors, in code; an identifier's words count, comments do not)
"""
import os
import re
import sys

import csource

FRONTENDS = ('kvm', 'xen-pv', 'xen-pvh', 'arm-cca')
NAMES = ('kvm', 'xen', 'qemu', 'firecracker', 'cca')

# A word that stays: file, identifier, reason.
ALLOWED = {
    ('include/plat/bootinfo.h', 'PLAT_PROTOCOL_XEN_PV'):
        'a boot protocol, and this is its name',
    ('common/x86_64/asm-offsets.c', 'PROTOCOL_XEN_PV'):
        'the same, for assembly',
    ('common/x86_64/asm-offsets.c', 'PLAT_PROTOCOL_XEN_PV'):
        'the same, for assembly',
    ('common/bootinfo/bootinfo.c', 'PLAT_PROTOCOL_XEN_PV'):
        'the same, and its name as text',
    ('common/bootinfo/bootinfo.c', 'xen'):
        'the same, and its name as text',
    ('common/pvh/entry.S', 'XEN_ELFNOTE_PHYS32_ENTRY'):
        'the PVH protocol names its ELF note so, for every hypervisor',
    ('common/pvh/entry.S', 'Xen'):
        'the PVH protocol names its ELF note so, for every hypervisor',
    ('include/plat/layout.h', 'Xen'):
        "the range that no guest uses is Xen's, on every platform",
}

# What a program may ask on one platform only is named after it.
OWN = {'include/plat/cca.h': 'cca'}

SUFFIXES = ('.c', '.h', '.S', '.h.in', '.ld', '.lds')


def core(tree):
    for path in csource.files(tree, SUFFIXES, ('include', 'common')):
        yield os.path.relpath(path, tree), csource.read(path)


def includes(tree):
    into = re.compile(r'\s*#\s*include\s*[<"](?:\.\./)*(?:plat/)?(%s)/' %
                      '|'.join(FRONTENDS))
    for name, text in core(tree):
        for nr, line in enumerate(text.split('\n'), 1):
            if into.match(line):
                print(f'{name}:{nr}: {line}')


def words(identifier):
    return {w.lower() for w in re.split(r'_|(?<=[a-z])(?=[A-Z])', identifier)}


def is_allowed(name, word, identifier):
    return (name, identifier) in ALLOWED or \
        (word == 'xen' and
         name.startswith(('common/xen/', 'include/plat/xen/'))) or \
        OWN.get(name) == word


def names(tree):
    for name, text in core(tree):
        code = csource.without_comments(text)
        for nr, line in enumerate(code.split('\n'), 1):
            for identifier in re.findall(r'\w+', line):
                for word in sorted(words(identifier) & set(NAMES)):
                    if not is_allowed(name, word, identifier):
                        print(f'{name}:{nr}: {identifier}')


tree, what = sys.argv[1:]
{'includes': includes, 'names': names}[what](tree)
