# SPDX-License-Identifier: BSD-3-Clause
# A memory map that lies where nothing is stops the guest: Xen has one, too.
image = tests/guest/x86_64/startinfo-memmap
platform = xen-pvh
mem = 64M
initrd = tests/boots/initrd.txt
args = there
match = pvh: cannot reach the memory map at 0xfffffffffffffff0
match = modules: 1; command line: '.*there'
capability = boot-info pvh
