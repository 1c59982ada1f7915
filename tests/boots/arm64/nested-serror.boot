# SPDX-License-Identifier: BSD-3-Clause
# An SError does not say that it is one, or where it came.
image = tests/guest/nested
args = critical
machine = virt,virtualization=on
qemu-arg = -device
qemu-arg = loader,file=@builddir@/tests/guest/arm64/serror-stub,cpu-num=0
expect = crash SError interrupt
match = called from(\n.*)*main\+0x
dump = raise_critical
nomatch = still alive
capability = crash-report
