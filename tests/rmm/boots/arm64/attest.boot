# SPDX-License-Identifier: BSD-3-Clause
# A realm cannot prove what it is.
image = examples/attest
args = 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
tap = no
match = ^rim [0-9a-f]{64}$
match = ^399\(\{$
match = 10: h'00112233445566778899aabbccddeeff
match = 44240: 
match = ^ +44234: <<18\(\[$
capability = attestation
platform = arm-cca
