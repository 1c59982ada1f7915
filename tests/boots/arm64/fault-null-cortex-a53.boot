# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (null) does not say why, or does not die, on the
# oldest CPU.
image = tests/guest/fault
args = null
expect = crash read at 0x0000000000000000: null pointer
match = read_null\+0x
match = main\+0x
nomatch = still alive
capability = crash-report
cpu = cortex-a53
