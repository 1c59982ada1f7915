# SPDX-License-Identifier: BSD-3-Clause
# An SError in the handler of a fault destroys the fault: it has to wait.
image = tests/guest/nested
args = handler-critical
machine = virt,virtualization=on
qemu-arg = -device
qemu-arg = loader,file=@builddir@/tests/guest/arm64/serror-stub,cpu-num=0
expect = crash write at 0xffffd80000000000
match = plat: at \S+ main\+0x
nomatch = SError
nomatch = still alive
capability = crash-report
