# SPDX-License-Identifier: BSD-3-Clause
# A wake-up is lost, a thread is run twice, or not at all: rarely.
image = tests/guest/threadstorm
smp = 4
args = 100000
timeout = 300
capability = threads
