# SPDX-License-Identifier: BSD-3-Clause
# Boot info is wrong: regions, initrd or protocol.
image = tests/guest/regions
initrd = tests/boots/initrd.txt
args = pvh 120
capability = boot-info initrd pvh
