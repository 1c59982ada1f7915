# SPDX-License-Identifier: BSD-3-Clause
# In a million operations a wake-up is lost, a thread is run twice, or not at
# all.
image = tests/guest/threadstorm
smp = 4
args = 1000000
timeout = 3000
capability = threads
