# SPDX-License-Identifier: BSD-3-Clause
# A start info that lies where nothing is stops the guest without a word.
image = tests/guest/x86_64/startinfo-where
platform = xen-pvh
mem = 64M
initrd = tests/boots/initrd.txt
args = there
match = pvh: magic 0xffffffff at 0xfffffff0 is not a start info.s
expect = crash stage protocol: protocol: EPROTO
capability = boot-info pvh
