# SPDX-License-Identifier: BSD-3-Clause
# What a handler finds out by probing destroys the fault that it handles: the
# report is of something else.
image = tests/guest/nested
args = handler-probe
expect = crash write at 0xffffd80000000000: probed
match = plat: at \S+ main\+0x
nomatch = (serve|plat_probe_read)\+0x
nomatch = still alive
capability = crash-report
