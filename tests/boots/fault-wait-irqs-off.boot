# SPDX-License-Identifier: BSD-3-Clause
# A fault whose server may wait is served where interrupts were off, and others
# run while they are to be kept out.
image = tests/guest/threadpages
args = irqs-off
expect = crash interrupts were off
nomatch = still alive
capability = crash-report
