# SPDX-License-Identifier: BSD-3-Clause
# The clock goes back, or a sleep ends early or never. With the TSC, measured
# against the 8254: microvm has nothing else.
image = tests/guest/timing
machine = microvm,pit=on
match = # clock: tsc
capability = time
