# SPDX-License-Identifier: BSD-3-Clause
# An exception before the 64-bit vectors are there resets the machine.
image = tests/guest/x86_64/entry-undefined
expect = crash exception in the entry code, before 64-bit mode
nomatch = Hello
capability = crash-report
