# SPDX-License-Identifier: BSD-3-Clause
# A page costs a call to the monitor.
image = tests/guest/arm64/sharecalls
args = 1
capability = sharing
platform = arm-cca
