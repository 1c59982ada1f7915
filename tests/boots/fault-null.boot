# SPDX-License-Identifier: BSD-3-Clause
# A null pointer is not caught.
image = tests/guest/fault
args = null
expect = crash read at 0x0000000000000000: null pointer
match = main\+0x
dump = read_null
nomatch = still alive
capability = crash-report
