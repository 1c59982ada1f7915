# SPDX-License-Identifier: BSD-3-Clause
# Other lcpus have four levels of page tables, or five, whatever lcpu 0 has.
image = tests/guest/lcpus
cpu = max,la57=off
smp = 3
timeout = 120
capability = lcpus
