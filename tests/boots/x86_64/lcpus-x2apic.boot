# SPDX-License-Identifier: BSD-3-Clause
# x2APIC ids that lie far apart, beyond 8 bits and with holes, are used as
# indices, or cut off; or calls get lost where the local APIC is reached by
# MSRs. Most CPUs of this machine are not there.
image = tests/guest/lcpus
qemu = 10
smp = 1,sockets=150,cores=2,maxcpus=300
qemu-arg = -device
qemu-arg = max-x86_64-cpu,socket-id=20,core-id=1,thread-id=0
qemu-arg = -device
qemu-arg = max-x86_64-cpu,socket-id=127,core-id=1,thread-id=0
qemu-arg = -device
qemu-arg = max-x86_64-cpu,socket-id=128,core-id=0,thread-id=0
qemu-arg = -device
qemu-arg = max-x86_64-cpu,socket-id=149,core-id=0,thread-id=0
timeout = 120
capability = lcpus x2apic
