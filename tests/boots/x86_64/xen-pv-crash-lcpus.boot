# SPDX-License-Identifier: BSD-3-Clause
# As crash-lcpus; in a paravirtual domain who halts is in a hypercall.
image = tests/guest/dump-lcpus
platform = xen-pv
smp = 4
args = fault
expect = crash write at 0xffffd80000000000
match = plat: at \S+ die\+0x
match = called from(\n.*)*(serve_posted|plat_lcpu_serve)\+0x.*(\n.*)*plat_xen_pv_interrupt\+0x.*\nplat:   0x\S+
match = ^plat: lcpu 2 crashed\nplat: lcpu 0 stopped at \S+ (work|main)\+0x
match = ^plat: lcpu 1 stopped at 0x\S+
match = ^plat: lcpu 3 stopped at \S+ work_in_handler\+0x
nomatch = still alive
capability = crash-report
