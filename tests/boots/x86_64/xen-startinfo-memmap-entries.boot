# SPDX-License-Identifier: BSD-3-Clause
# A memory map that does not end is walked for ever.
image = tests/guest/x86_64/startinfo-memmap_entries
platform = xen-pvh
mem = 64M
initrd = tests/boots/initrd.txt
args = there
match = pvh: 4294967295 entries in the memory map: only \d+ are looked at
capability = boot-info pvh
