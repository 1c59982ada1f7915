# SPDX-License-Identifier: BSD-3-Clause
# APIC ids with holes, where two thirds of the CPUs that the tables name are
# not there: those are started, or counted. (QEMU wants maxcpus to be what
# sockets, cores and threads make.)
image = tests/guest/lcpus
smp = 6,sockets=6,cores=3,threads=1,maxcpus=18
timeout = 120
capability = lcpus
