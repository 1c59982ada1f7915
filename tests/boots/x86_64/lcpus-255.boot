# SPDX-License-Identifier: BSD-3-Clause
# With as many lcpus as a local APIC that is no x2APIC has ids for, the last
# ones are not reached.
image = tests/guest/lcpus
smp = 255
mem = 256M
timeout = 240
capability = lcpus
