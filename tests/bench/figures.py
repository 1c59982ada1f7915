# SPDX-License-Identifier: BSD-3-Clause
"""Figures, one a line: PLATFORM.ISA.WHAT VALUE UNIT.

figures.py OLD NEW                  print what moved between two files
figures.py --limit PERCENT OLD NEW  the same; fail if a figure of instructions
                                    has grown by more
figures.py --check README FILE...   fail if README quotes other figures than
                                    the FILEs, of one ISA each, have
figures.py --update README FILE...  make README quote those of the FILEs

A file of figures is what "make bench" printed. Lines that begin with '#' are
comments; what make itself says is passed over. Of what "# PLATFORM.ISA: not
counted: REASON" names, README may quote what it likes."""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                '../lib'))
from marks import Marked, Unmarked

_SAID_BY_MAKE = re.compile(r'  [A-Z]+ +\S+|make(\[\d+\])?: .*')
_FIGURE = re.compile(r'([a-z][a-z0-9-]*\.[a-z0-9_]+\.[a-z0-9_.]+) (\d+) '
                     r'([A-Za-z]+)')

# By how many percent what README quotes may be another: beside Xen's own
# interrupts a count is not the same each time, and what is copied for Xen not on
# each machine.
_NEAR = {'xen-pv.': 5, 'xen-pvh.x86_64.boot.rep_iterations': 1}

_ABSENT = re.compile(r'^# ([a-z0-9-]+\.[a-z0-9_]+): not counted: ', re.M)


class Malformed(Exception):
    """A line is no figure."""


def parse(lines, source):
    """{name: (value, unit)}, in the order of the lines."""
    figures = {}
    for nr, line in enumerate(lines, 1):
        if _SAID_BY_MAKE.fullmatch(line.rstrip()):
            continue
        line = line.strip()
        if not line or line.startswith('#'):
            continue
        match = _FIGURE.fullmatch(line)
        if not match:
            raise Malformed(f'{source}:{nr}: not a figure: {line}')
        if match[1] in figures:
            raise Malformed(f'{source}:{nr}: a second {match[1]}')
        figures[match[1]] = (int(match[2]), match[3])
    return figures


def read(path):
    with open(path, encoding='ascii') as f:
        return parse(f, path)


def not_counted(path):
    """The beginnings of names of which @path says that there are none."""
    with open(path, encoding='ascii') as f:
        return {name + '.' for name in _ABSENT.findall(f.read())}


def read_all(paths):
    """The figures of all files, none of which is empty, and what was not
    counted."""
    figures, absent = {}, set()
    for path in paths:
        found, lacking = read(path), not_counted(path)
        if not found and not lacking:
            raise Malformed(f'{path}: there is no figure')
        if twice := figures.keys() & found.keys():
            raise Malformed(f'{path}: a second {min(twice)}')
        figures.update(found)
        absent |= lacking
    return figures, absent


def percent(old, new):
    if old == 0:
        return 'was 0'
    return f'{(new - old) * 100 / old:+.1f} %'


def compare(old, new):
    """Lines that say what moved: old value, new value, per cent."""
    lines = []
    for name in list(old) + [n for n in new if n not in old]:
        if name not in new:
            lines.append(f'{name} {old[name][0]} -> gone')
        elif name not in old:
            lines.append(f'{name} new -> {new[name][0]} {new[name][1]}')
        elif old[name][1] != new[name][1]:
            lines.append(f'{name} {old[name][0]} {old[name][1]} -> '
                         f'{new[name][0]} {new[name][1]}')
        elif old[name] != new[name]:
            value = new[name][0]
            lines.append(f'{name} {old[name][0]} -> {value} {new[name][1]} '
                         f'({percent(old[name][0], value)})')
    return lines or ['nothing moved']


def grown(old, new, percents):
    """The names of those figures of instructions that have grown by more."""
    return [name for name, (value, unit) in new.items()
            if unit == 'insns' and name in old
            and value * 100 > old[name][0] * (100 + percents)]


def quoted(figures):
    """As a document quotes them, in the order in which they were printed."""
    lines = [f'{name} {value} {unit}\n'
             for name, (value, unit) in figures.items()]
    return '```\n' + ''.join(lines) + '```\n'


def is_quoted(name, old, new):
    near = next((percents for start, percents in _NEAR.items()
                 if name.startswith(start)), 0)
    return old[1] == new[1] and abs(new[0] - old[0]) * 100 <= old[0] * near


def are_quoted(old, new):
    return list(old) == list(new) and all(
        is_quoted(name, old[name], new[name]) for name in old)


def check(document, figures, absent=()):
    """What is wrong with the figures that @document quotes, or None."""
    try:
        old = parse(document.text.replace('```', '').splitlines(),
                    document.path)
    except Malformed as e:
        return f'{document.path} does not quote what make bench printed:\n{e}'
    seen = {name: figure for name, figure in old.items()
            if not name.startswith(tuple(absent))}
    if are_quoted(seen, figures) and document.text == quoted(old):
        return None
    moved = '\n'.join(compare(seen, figures))
    return f'{document.path} does not quote what make bench printed:\n{moved}'


def main():
    words = sys.argv[1:]
    try:
        if len(words) == 2:
            print('\n'.join(compare(*map(read, words))))
            return
        if len(words) == 4 and words[0] == '--limit':
            old, new = map(read, words[2:])
            print('\n'.join(compare(old, new)))
            if more := grown(old, new, float(words[1])):
                sys.exit(f'figures.py: more than {words[1]} %: '
                         f'{" ".join(more)}')
            return
        if len(words) < 3 or words[0] not in ('--check', '--update'):
            sys.exit(__doc__)
        document = Marked(words[1], 'figures')
        figures, absent = read_all(words[2:])
    except (OSError, Malformed, Unmarked) as e:
        sys.exit(f'figures.py: {e}')
    if words[0] == '--update':
        if absent:
            sys.exit(f'figures.py: not counted: {", ".join(sorted(absent))}')
        document.replace(quoted(figures))
    elif wrong := check(document, figures, absent):
        sys.exit(f'figures.py: {wrong}\n'
                 f'python3 tests/bench/figures.py --update {words[1]} '
                 f'{" ".join(words[2:])}')


if __name__ == '__main__':
    main()
