# SPDX-License-Identifier: BSD-3-Clause
# A fault in the handler of an interrupt does not say what it interrupted.
image = tests/guest/nested
args = interrupt
expect = crash null pointer
match = plat: at \S+ break_again\+0x
match = called from(\n.*)* \S*interrupt\+0x.*(\n.*)*main\+0x
nomatch = still alive
capability = crash-report
