# SPDX-License-Identifier: BSD-3-Clause
"""What the checks need to know of C: where the sources are, what of them is
comment, where functions begin and end."""
import os
import re

FOLDERS = ('include', 'common', 'kvm', 'xen-pv', 'xen-pvh', 'arm-cca',
           'examples', 'tools', 'tests')

_TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'
                    r"'(?:\\.|[^'\\\n])*'", re.S)


def files(tree, suffixes, folders=FOLDERS):
    """Paths of the sources with one of the suffixes, sorted."""
    found = []
    for folder in folders:
        for at, below, names in os.walk(os.path.join(tree, folder)):
            below[:] = [d for d in below if d != '__pycache__']
            found += [os.path.join(at, n) for n in names
                      if n.endswith(tuple(suffixes))]
    return sorted(found)


def read(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


def blank(text):
    return re.sub(r'[^\n]', ' ', text)


def without_comments(text):
    """The text with blanks for comments: lines and columns stay."""
    return _TOKEN.sub(lambda m: blank(m[0]) if m[0][0] == '/' else m[0], text)


def without_literals(text):
    """The text with blanks for comments, strings and directives."""
    text = _TOKEN.sub(lambda m: blank(m[0]), text)
    return re.sub(r'^[ \t]*#(?:[^\n]*\\\n)*[^\n]*',
                  lambda m: blank(m[0]), text, flags=re.M)


def functions(text):
    """(name, first line, number of lines) of each function: from the line of
    its return type to its closing brace, in the style that the tree has (the
    braces of a body are in the first column)."""
    found = []
    code = without_literals(text).split('\n')
    for begin, line in enumerate(code):
        if line.rstrip() != '{' or line[0] != '{':
            continue
        first = begin
        while first > 0 and code[first - 1].strip() and \
                code[first - 1].rstrip()[-1] not in ';}':
            first -= 1
        head = ' '.join(code[first:begin])
        name = re.search(r'(\w+)\s*\(', head)
        end = next((i for i in range(begin, len(code))
                    if code[i].startswith('}')), None)
        if name and end is not None:
            found.append((name[1], first + 1, end - first + 1))
    return found
