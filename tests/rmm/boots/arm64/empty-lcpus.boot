# SPDX-License-Identifier: BSD-3-Clause
# The other lcpus touch memory that is not accepted.
image = tests/guest/arm64/lcpus
args = state
smp = 2
append = rmm.empty
capability = realm-memory lcpus
platform = arm-cca
