# SPDX-License-Identifier: BSD-3-Clause
# An NMI from the toolstack does not have a guest that hangs say where: who
# halts in a paravirtual domain is in a hypercall.
image = tests/guest/waits
platform = xen-pv
action = after 5 => xl trigger $DOM nmi
expect = crash NMI
match = called from(\n.*)*plat_boot\+0x
capability = crash-report
