# SPDX-License-Identifier: BSD-3-Clause
# The alias is where it is on one machine, not where this monitor says.
image = tests/guest/share
append = rmm.ipa=36
capability = ipa-width sharing
platform = arm-cca
