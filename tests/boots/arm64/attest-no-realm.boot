# SPDX-License-Identifier: BSD-3-Clause
# Outside of a realm an attestation is made up, or the guest dies of asking.
image = examples/attest
expect = exit 1
tap = no
match = ^attest: this is no realm
