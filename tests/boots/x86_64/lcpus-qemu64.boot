# SPDX-License-Identifier: BSD-3-Clause
# A CPU of another vendor, without what the newest have, does not start others.
image = tests/guest/lcpus
cpu = qemu64
smp = 3
timeout = 120
capability = lcpus
