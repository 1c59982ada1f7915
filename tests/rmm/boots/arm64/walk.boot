# SPDX-License-Identifier: BSD-3-Clause
# The host sees memory that nobody shared, or the guest believes that of a
# device's.
image = tests/guest/arm64/realm
args = walk
capability = realm-memory sharing
platform = arm-cca
