# SPDX-License-Identifier: BSD-3-Clause
# With 4 lcpus, a wake-up is lost, a thread is run twice, or not at all.
image = tests/guest/threadstorm
smp = 4
args = 5000
timeout = 300
capability = threads
