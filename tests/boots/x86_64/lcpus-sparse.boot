# SPDX-License-Identifier: BSD-3-Clause
# APIC ids with holes between them are used as indices.
image = tests/guest/lcpus
smp = 6,sockets=2,cores=3
timeout = 120
capability = lcpus
