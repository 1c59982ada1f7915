# SPDX-License-Identifier: BSD-3-Clause
# An lcpu whose id does not fit into 8 bits (x2APIC) does not start, is not
# called, or is taken for another one.
image = tests/guest/lcpus
qemu = 10
smp = 288
mem = 256M
timeout = 300
capability = lcpus x2apic
