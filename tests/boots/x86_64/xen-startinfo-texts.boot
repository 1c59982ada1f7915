# SPDX-License-Identifier: BSD-3-Clause
# A command line and ACPI tables that lie where nothing is stop the guest.
image = tests/guest/x86_64/startinfo-texts
platform = xen-pvh
mem = 64M
initrd = tests/boots/initrd.txt
args = there
match = pvh: cannot reach the command line at 0xfffffffffffffff0
match = modules: 1; command line: ''
capability = boot-info pvh
