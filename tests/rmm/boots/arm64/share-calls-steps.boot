# SPDX-License-Identifier: BSD-3-Clause
# A monitor that does it piece by piece is asked more often than it has to be.
image = tests/guest/arm64/sharecalls
args = 3
append = rmm.set-pages=100
capability = sharing
platform = arm-cca
