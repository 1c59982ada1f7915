# SPDX-License-Identifier: BSD-3-Clause
# A fault in the handler of an interrupt does not say what it interrupted.
image = tests/guest/nested
args = interrupt
expect = crash null pointer
match = called from(\n.*)* \S*interrupt\+0x.*(\n.*)*main\+0x
dump = break_again
nomatch = still alive
capability = crash-report
