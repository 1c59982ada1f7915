# SPDX-License-Identifier: BSD-3-Clause
# With 2 lcpus, of which one stops, what it ran, or who slept there, is lost.
image = tests/guest/threadstop
smp = 2
timeout = 200
capability = threads
