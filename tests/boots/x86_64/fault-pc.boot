# SPDX-License-Identifier: BSD-3-Clause
# Where there is no pvpanic and no debug exit a crash hangs or looks like a
# normal end.
image = tests/guest/fault
machine = pc
exit-devices = no
args = null
expect = crash null pointer
nomatch = still alive
capability = crash-report
