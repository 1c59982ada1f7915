# SPDX-License-Identifier: BSD-3-Clause
# With 1 lcpus, a wake-up is lost, a thread is run twice, or not at all.
image = tests/guest/threadstorm
smp = 1
args = 5000
timeout = 200
capability = threads
