# SPDX-License-Identifier: BSD-3-Clause
# A handler cannot end the guest.
image = tests/guest/nested
args = handler-panic
expect = crash in the handler of a fault: 42
match = serve\+0x
nomatch = still alive
capability = crash-report
