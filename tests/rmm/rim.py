# SPDX-License-Identifier: BSD-3-Clause
"""rim.py CONSOLE IMAGE: the initial measurement of a realm, computed anew from
what its monitor said it measured (rmm.verbose), with the hashes of IMAGE's own
pages. DEN 0137 A7.1. Prints it; fails if the monitor hashed another image."""
import hashlib
import re
import struct
import sys

PAGE = 4096
HASHES = {256: hashlib.sha256, 512: hashlib.sha512}
STEPS = {'data': 0, 'cpu': 1, 'ripas': 2}


def params(*fields):
    page = bytearray(PAGE)
    for at, value in fields:
        struct.pack_into('<Q', page, at, value)
    return bytes(page)


def steps(console):
    for a in re.finditer(r'^rmm: measure (\w+) (\S+) (\S+) (\w*)', console,
                         re.M):
        yield a[1], int(a[2], 0), int(a[3], 0), a[4]


class Rim:
    def __init__(self, image):
        self.image = image
        self.base = None

    def begin(self, ipa_width, bits):
        self.hash = HASHES[bits]
        self.value = self.hash(params((0x08, ipa_width),
                                      (0x30, bits == 512))).digest()

    def step(self, kind, a, b, said):
        if kind == 'data':
            body = struct.pack('<QQ', a, b) + self.content(a, said)
        elif kind == 'ripas':
            body = struct.pack('<QQ', a, b)
        else:
            flags = self.base is not None and a == self.base
            body = self.hash(params((0, flags), (0x200, a),
                                    (0x300, b))).digest()
        head = struct.pack('<QQ', STEPS[kind], 0x100)
        whole = head + self.value.ljust(64, b'\0') + body
        self.value = self.hash(whole.ljust(0x100, b'\0')).digest()

    def content(self, ipa, said):
        """The hash of a page: ours, where it is one of the image."""
        if self.base is None:
            self.base = ipa
        page = self.image[ipa - self.base:ipa - self.base + PAGE]
        if not page:
            return bytes.fromhex(said)
        digest = self.hash(page.ljust(PAGE, b'\0')).digest()
        if digest.hex() != said:
            sys.exit(f'rim.py: page {ipa:#x} is not the image\'s')
        return digest


def main():
    with open(sys.argv[1], encoding='utf-8', errors='replace') as f:
        console = f.read().replace('\r', '')
    with open(sys.argv[2], 'rb') as f:
        rim = Rim(f.read())
    for kind, a, b, said in steps(console):
        if kind == 'realm':
            rim.begin(a, b)
        else:
            rim.step(kind, a, b, said)
    print(rim.value.hex())


main()
