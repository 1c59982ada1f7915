# SPDX-License-Identifier: BSD-3-Clause
# A domain does not have the vCPUs and the memory that its boot file says.
image = tests/xen/guest
frontend = none
platform = xen-pvh
smp = 4
mem = 64M
append = do=h ready;
action = line ready => test $(xl vcpu-list $DOM | wc -l) = 5
action = after 0 => xl list $DOM | grep -q " 64 "
action = after 0 => xl destroy $DOM
expect = destroyed
