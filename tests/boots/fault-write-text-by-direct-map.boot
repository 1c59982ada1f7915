# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (write-text-by-direct-map) does not say why, or
# does not die.
image = tests/guest/fault
args = write-text-by-direct-map
expect = crash write at 0xffff
dump = write_text_by_direct_map
match = main\+0x
nomatch = still alive
capability = crash-report
