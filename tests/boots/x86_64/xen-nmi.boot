# SPDX-License-Identifier: BSD-3-Clause
# An NMI from the toolstack does not have a guest that hangs say where.
image = tests/guest/waits
platform = xen-pvh
action = line waiting => true
action = after 1 => xl trigger $DOM nmi
expect = crash NMI
match = at 0x\S+ wait_for_debugger\+0x
capability = crash-report
