# SPDX-License-Identifier: BSD-3-Clause
"""Figures, one a line: PLATFORM.ISA.WHAT VALUE UNIT.

figures.py OLD NEW: print what moved between two files of figures. Lines that
begin with '#' are comments."""
import re
import sys

_FIGURE = re.compile(r'([a-z][a-z0-9-]*\.[a-z0-9_]+\.[a-z0-9_.]+) (\d+) '
                     r'([A-Za-z]+)')


class Malformed(Exception):
    """A line is no figure."""


def parse(lines, source):
    """{name: (value, unit)}, in the order of the lines."""
    figures = {}
    for nr, line in enumerate(lines, 1):
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


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        old, new = map(read, sys.argv[1:])
    except (OSError, Malformed) as e:
        sys.exit(f'figures.py: {e}')
    print('\n'.join(compare(old, new)))


if __name__ == '__main__':
    main()
