# SPDX-License-Identifier: BSD-3-Clause
# What is no start info is believed; or nobody is told.
image = tests/guest/x86_64/startinfo-magic
platform = xen-pvh
mem = 64M
initrd = tests/boots/initrd.txt
args = there
match = pvh: magic 0 at 0x\S+ is not a start info.s
expect = crash stage protocol: protocol: EPROTO
capability = boot-info pvh
