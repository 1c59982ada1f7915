# SPDX-License-Identifier: BSD-3-Clause
# Start info without a memory map stops the guest: Xen has one, too.
image = tests/guest/x86_64/startinfo-version
platform = xen-pvh
mem = 64M
initrd = tests/boots/initrd.txt
args = there
match = modules: 1; command line: '.*there'
capability = boot-info pvh
