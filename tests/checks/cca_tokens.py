# SPDX-License-Identifier: BSD-3-Clause
"""What plat-token makes of tokens; prints what is wrong, nothing else.

damaged PLAT-TOKEN TOKEN KEY: each way of damaging a good token (a file of
hexadecimal digits) must be noticed.
made PLAT-TOKEN: tokens made here, by each kind of key, must be taken.
jwk KEY: prints the PEM file KEY as a JWK.
"""
import base64
import hashlib
import importlib.machinery
import importlib.util
import json
import sys

import cbor2
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import \
    decode_dss_signature

sys.dont_write_bytecode = True


def load(path):
    loader = importlib.machinery.SourceFileLoader('plat_token', path)
    spec = importlib.util.spec_from_loader('plat_token', loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def with_parts(data, change):
    """@data after @change was let loose on the map of its two parts."""
    parts = cbor2.loads(data).value
    return cbor2.dumps(cbor2.CBORTag(399, change(dict(parts))))


def with_claims(data, label, change):
    """The claims of the part @label are changed; its signature stays."""
    def change_part(parts):
        part = cbor2.loads(parts[label])
        claims = cbor2.loads(part.value[2])
        change(claims)
        part.value[2] = cbor2.dumps(claims)
        parts[label] = cbor2.dumps(part)
        return parts
    return with_parts(data, change_part)


def swapped(parts):
    return {44234: parts[44241], 44241: parts[44234]}


def twice(data):
    """A label a second time: a map that says it has one more."""
    parts = cbor2.loads(data).value
    body = b''.join(cbor2.dumps(k) + cbor2.dumps(v) for k, v in
                    [*parts.items(), (44241, parts[44241])])
    return b'\xd9\x01\x8f\xa3' + body


# Headers that nobody makes who wants to be understood: the algorithm is a list,
# a map, a list that holds itself (the tags 28 and 29).
HEADERS = (bytes.fromhex(h) for h in
           ('a1018101', 'a101a0', 'a101d81c81d81d00', 'a101f5'))


def with_header(data, header):
    def change(parts):
        part = cbor2.loads(parts[44234])
        part.value[0] = header
        return {**parts, 44234: cbor2.dumps(part)}
    return with_parts(data, change)


def changed(data):
    """(what was done, the token after it)"""
    for at in range(len(data)):
        damaged = bytearray(data)
        damaged[at] ^= 1 << (at % 8)
        yield f'byte {at}', bytes(damaged)
    for size in (0, 1, 3, 4, 100, len(data) // 2, len(data) - 1):
        yield f'cut to {size} bytes', data[:size]
    yield 'a byte more', data + b'\0'
    yield 'the parts swapped', with_parts(data, swapped)
    for header in HEADERS:
        yield f'header {header.hex()}', with_header(data, header)
    yield 'a part twice', twice(data)
    for label in 44234, 44241:
        yield f'without part {label}', with_parts(
            data, lambda parts, gone=label: {k: v for k, v in parts.items()
                                             if k != gone})
        for claim in cbor2.loads(cbor2.loads(
                cbor2.loads(data).value[label]).value[2]):
            yield f'without claim {claim} of {label}', with_claims(
                data, label, lambda claims, gone=claim: claims.pop(gone))
            yield f'claim {claim} of {label} of another kind', with_claims(
                data, label, lambda claims, c=claim: claims.update({c: 1.5}))


def is_taken(plat_token, data, key):
    try:
        plat_token.Token(data).verify(key)
    except plat_token.Bad:
        return False
    return True


def damaged(plat_token, token, key_path):
    with open(token, encoding='ascii') as f:
        data = bytes.fromhex(f.read())
    key = plat_token.read_key(key_path)
    if not is_taken(plat_token, data, key):
        print('the token as it was')
    for what, bad in changed(data):
        if is_taken(plat_token, bad, key):
            print(what)
    other = ec.generate_private_key(ec.SECP384R1()).public_key()
    if is_taken(plat_token, data, other):
        print('another key')


# --- Tokens made here -------------------------------------------------------

# COSE's number of the algorithm, its hash, bytes of a number; of the curve.
KINDS = {ec.SECP256R1: (-7, hashes.SHA256, 32, 1),
         ec.SECP384R1: (-35, hashes.SHA384, 48, 2),
         ec.SECP521R1: (-36, hashes.SHA512, 66, 3)}


def sign1(key, claims):
    algorithm, digest, size, _ = KINDS[type(key.curve)]
    protected, payload = cbor2.dumps({1: algorithm}), cbor2.dumps(claims)
    signed = cbor2.dumps(['Signature1', protected, b'', payload])
    signature = b''.join(
        n.to_bytes(size, 'big') for n in
        decode_dss_signature(key.sign(signed, ec.ECDSA(digest()))))
    return cbor2.dumps(cbor2.CBORTag(18, [protected, {}, payload, signature]))


def cose_key(key):
    _, _, size, curve = KINDS[type(key.curve)]
    numbers = key.public_key().public_numbers()
    return cbor2.dumps({1: 2, -1: curve, -2: numbers.x.to_bytes(size, 'big'),
                        -3: numbers.y.to_bytes(size, 'big')})


def point(key):
    return key.public_key().public_bytes(
        serialization.Encoding.X962,
        serialization.PublicFormat.UncompressedPoint)


def make(platform_key, realm_key, realm_public, name, signed_for=None):
    hashed = hashlib.new(name.replace('-', ''),
                         signed_for or realm_public).digest()
    platform = {10: hashed, 256: bytes(33), 265: 'x', 2395: 0x3000,
                2396: bytes(32), 2399: [{2: bytes(48), 5: bytes(64)}],
                2401: b'', 2402: name}
    realm = {10: bytes(64), 44235: bytes(64), 44236: name,
             44237: realm_public, 44238: bytes(32), 44239: [bytes(32)] * 4,
             44240: name}
    parts = {44234: sign1(platform_key, platform),
             44241: sign1(realm_key, realm)}
    return cbor2.dumps(cbor2.CBORTag(399, parts))


def made(plat_token):
    p384 = ec.generate_private_key(ec.SECP384R1())
    for curve in KINDS:
        key = ec.generate_private_key(curve())
        for realm_key, public, name in (
                (key, cose_key(key), 'sha-256'),
                (p384, cose_key(p384), 'sha-512'),
                (p384, point(p384), 'sha-384')):
            token = make(key, realm_key, public, name)
            if not is_taken(plat_token, token, key.public_key()):
                print(f'{curve.name}, {len(public)} bytes, {name}')
    other = ec.generate_private_key(ec.SECP384R1())
    token = make(p384, other, cose_key(p384), 'sha-256')
    if is_taken(plat_token, token, p384.public_key()):
        print('signed by another realm key')
    token = make(p384, other, cose_key(other), 'sha-256', cose_key(p384))
    if is_taken(plat_token, token, p384.public_key()):
        print("by a realm key that is not the platform's")
    for curve in [2], {}, True:
        odd = cbor2.dumps({1: 2, -1: curve, -2: bytes(48), -3: bytes(48)})
        token = make(p384, p384, odd, 'sha-256')
        if is_taken(plat_token, token, p384.public_key()):
            print(f'a realm key on the curve {curve}')


def jwk(path):
    with open(path, 'rb') as f:
        key = serialization.load_pem_public_key(f.read())
    numbers = key.public_numbers()
    x, y = (base64.urlsafe_b64encode(n.to_bytes(48, 'big')).decode()
            .rstrip('=') for n in (numbers.x, numbers.y))
    print(json.dumps({'kty': 'EC', 'crv': 'P-384', 'x': x, 'y': y}))


def main():
    what, path, *rest = sys.argv[1:]
    if what == 'jwk':
        jwk(path)
    else:
        {'damaged': damaged, 'made': made}[what](load(path), *rest)


main()
