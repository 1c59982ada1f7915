# SPDX-License-Identifier: BSD-3-Clause
# The clock goes back, or a sleep ends early or never.
image = tests/guest/timing
capability = time
