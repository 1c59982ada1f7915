# SPDX-License-Identifier: BSD-3-Clause
# The clock goes back, or a sleep ends early or never. With Xen's.
image = tests/guest/timing
platform = xen-pvh
match = # clock: xen
capability = time
