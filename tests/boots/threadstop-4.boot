# SPDX-License-Identifier: BSD-3-Clause
# With 4 lcpus, some of which stop, what they ran, or who slept there, is lost.
image = tests/guest/threadstop
smp = 4
timeout = 200
capability = threads
