# SPDX-License-Identifier: BSD-3-Clause
"""Text that a program keeps up to date in a document, between the marks
<!-- NAME --> and <!-- /NAME -->."""
import re


class Unmarked(Exception):
    """The marks are not there, or not once; the message names the file."""


class Marked:
    """A document, with what stands between its marks @name."""

    def __init__(self, path, name):
        begin, end = f'<!-- {name} -->', f'<!-- /{name} -->'
        self.path = path
        try:
            with open(path, encoding='utf-8') as f:
                whole = f.read()
        except OSError as e:
            raise Unmarked(f'{path}: {e.strerror.lower()}') from e
        parts = re.split(f'({re.escape(begin)}\n|{re.escape(end)})', whole)
        if len(parts) != 5 or parts[1:4:2] != [begin + '\n', end]:
            raise Unmarked(f'{path}: no {begin} ... {end}, or more than one')
        self.before, self.text, self.after = \
            ''.join(parts[:2]), parts[2], ''.join(parts[3:])

    def replace(self, text):
        """Write the document with @text instead, if that is another."""
        if text == self.text:
            return
        with open(self.path, 'w', encoding='utf-8') as f:
            f.write(self.before + text + self.after)
