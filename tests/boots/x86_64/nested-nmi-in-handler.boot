# SPDX-License-Identifier: BSD-3-Clause
# An NMI in the handler of a fault is lost, or destroys the fault.
image = tests/guest/nested
args = handler-critical
qemu-arg = -device
qemu-arg = ib700
qemu-arg = -watchdog-action
qemu-arg = inject-nmi
expect = crash NMI
match = plat: at \S+ raise_critical\+0x
match = called from(\n.*)*serve\+0x
nomatch = still alive
capability = crash-report
