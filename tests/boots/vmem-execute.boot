# SPDX-License-Identifier: BSD-3-Clause
# Data is executed.
image = tests/guest/vmem
args = execute
expect = crash execution at 0x
match = memory 0x[0-9a-f]*-0x[0-9a-f]* \(rw-\): does not allow it
nomatch = still alive
capability = crash-report
