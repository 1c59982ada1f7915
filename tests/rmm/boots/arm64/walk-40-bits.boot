# SPDX-License-Identifier: BSD-3-Clause
# The host sees memory that nobody shared, where the alias is higher.
image = tests/guest/arm64/realm
args = walk small
append = rmm.ipa=40 rmm.empty
capability = realm-memory sharing ipa-width
platform = arm-cca
