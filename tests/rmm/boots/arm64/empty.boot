# SPDX-License-Identifier: BSD-3-Clause
# The guest touches memory, or has its stack in some, before it accepts it.
image = tests/guest/frames
append = rmm.empty
rmm = ^rmm: end violations=0$
capability = realm-memory frames
platform = arm-cca
