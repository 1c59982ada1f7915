# SPDX-License-Identifier: BSD-3-Clause
# Modules that lie where nothing is stop the guest.
image = tests/guest/x86_64/startinfo-modules
platform = xen-pvh
mem = 64M
initrd = tests/boots/initrd.txt
args = there
match = pvh: cannot reach module 0 at 0xfffffffffffffff0
match = modules: 0; command line: '.*there'
capability = boot-info pvh
