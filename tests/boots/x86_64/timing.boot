# SPDX-License-Identifier: BSD-3-Clause
# The clock goes back, or a sleep ends early or never. With the HPET.
image = tests/guest/timing
match = # clock: hpet
capability = time
