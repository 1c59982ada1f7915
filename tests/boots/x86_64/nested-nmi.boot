# SPDX-License-Identifier: BSD-3-Clause
# An NMI has no stack of its own, or its report does not say where it came.
image = tests/guest/nested
args = critical
qemu-arg = -device
qemu-arg = ib700
qemu-arg = -watchdog-action
qemu-arg = inject-nmi
expect = crash NMI
match = called from(\n.*)*main\+0x
dump = raise_critical
nomatch = still alive
capability = crash-report
