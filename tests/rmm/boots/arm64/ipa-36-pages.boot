# SPDX-License-Identifier: BSD-3-Clause
# Page tables cannot hold an alias that is higher than memory.
image = tests/guest/pagetables
append = rmm.ipa=36
capability = ipa-width page-tables
platform = arm-cca
