# SPDX-License-Identifier: BSD-3-Clause
# A token is made that could be an old one.
image = examples/attest
tap = no
expect = exit 2
match = ^attest: want a challenge of 128 hexadecimal digits
platform = arm-cca
