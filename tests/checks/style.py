# SPDX-License-Identifier: BSD-3-Clause
"""style.py TREE WHAT: print what breaks a rule of the house; nothing else.

WHAT: lengths FOLDER... (figures come first, as lines with '#'),
      conditionals, licence, reminders
"""
import os
import re
import sys

import csource

TAP_TODO = '# ' + 'TODO'  # a directive of TAP, in what tests TAP

# median, nine in ten, nineteen in twenty: no longer than
LIMITS = ((0.5, 12), (0.9, 35), (0.95, 50))

# Where a condition may be, besides header guards and __ASSEMBLER__.
CONDITIONS = ('include/plat/compiler.h', 'include/plat/config.h.in')

# What spells the words that no source may have.
SPELLS = ('tests/checks/style.py', 'tests/checks/selftest.sh')

TEXT = ('.c', '.h', '.S', '.h.in', '.in', '.py', '.sh', '.mk', '.ld', '.lds',
        '.ac', '.am', '.m4', '.asl', '.dts', '.cfg', '.boot')
TOP = ('bootstrap', 'configure.ac', 'Makefile.am', 'check', 'quickstart',
       'm4/plinth.m4', '.ci/run', 'tools/plat-run')


def quantile(lengths, part):
    """The least length that this part of all does not exceed."""
    return lengths[max(0, -(-int(len(lengths) * part * 100) // 100) - 1)]


def lengths(tree, folders):
    found = []
    for path in csource.files(tree, ('.c', '.h'), folders):
        for name, line, nr in csource.functions(csource.read(path)):
            found.append((nr, f'{os.path.relpath(path, tree)}:{line} {name}'))
    found.sort()
    if not found:
        return
    only = [nr for nr, _ in found]
    print(f'# {len(only)} functions; lines:', ', '.join(
        f'{int(part * 100)} %: {quantile(only, part)} (limit {limit})'
        for part, limit in LIMITS), f'longest: {only[-1]}')
    for part, limit in LIMITS:
        if quantile(only, part) > limit:
            print(f'{int(part * 100)} % are to have {limit} lines or fewer:',
                  f'{sum(nr > limit for nr in only)} have more:',
                  '; '.join(f'{where} {nr}' for nr, where in found[-5:]))


def guard(path):
    """A header's guard: PLAT_X_H, or what its path says."""
    return re.compile(r'#\s*(ifndef|endif)\b.*\w+_H\b|'
                      r'#\s*if(n?def)\s+__ASSEMBLER__|'
                      r'#\s*(endif|else)\b.*__ASSEMBLER__')


def conditionals(tree):
    for path in csource.files(tree, ('.c', '.h', '.S', '.h.in')):
        name = os.path.relpath(path, tree)
        if name in CONDITIONS:
            continue
        text = csource.read(path)
        lines = csource.without_comments(text).split('\n')
        for nr, (line, whole) in enumerate(zip(lines, text.split('\n')), 1):
            if not re.match(r'\s*#\s*(if|ifdef|ifndef|elif|else|endif)\b',
                            line):
                continue
            if name.endswith('.h') and guard(path).match(whole):
                continue
            print(f'{name}:{nr}: {whole}')


def texts(tree):
    top = [os.path.join(tree, n) for n in TOP]
    return csource.files(tree, TEXT) + [p for p in top if os.path.isfile(p)]


def licence(tree):
    for path in texts(tree):
        head = csource.read(path).split('\n')[:3]
        if not any('SPDX-License-Identifier: BSD-3-Clause' in line
                   for line in head):
            print(os.path.relpath(path, tree))


def reminders(tree):
    for path in texts(tree):
        name = os.path.relpath(path, tree)
        if name in SPELLS:
            continue
        for nr, line in enumerate(csource.read(path).split('\n'), 1):
            if re.search(r'\b(TODO|FIXME|XXX)\b', line.replace(TAP_TODO, '')):
                print(f'{name}:{nr}: {line}')


def main():
    tree, what, *rest = sys.argv[1:]
    if what == 'lengths':
        lengths(tree, rest)
    else:
        {'conditionals': conditionals, 'licence': licence,
         'reminders': reminders}[what](tree)


main()
