# SPDX-License-Identifier: BSD-3-Clause
# A realm that is measured in the other way cannot prove what it is.
image = examples/attest
args = 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
append = rmm.hash=512 rmm.token-step=100
tap = no
match = ^rim [0-9a-f]{128}$
match = ^399\(\{$
capability = attestation
platform = arm-cca
