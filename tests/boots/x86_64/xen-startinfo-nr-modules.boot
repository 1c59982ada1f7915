# SPDX-License-Identifier: BSD-3-Clause
# Where there are too many modules to be true, what lies behind those that there
# are is taken for some, and their memory is missing.
image = tests/guest/x86_64/startinfo-nr_modules
platform = xen-pvh
mem = 64M
initrd = tests/boots/initrd.txt
args = there
match = pvh: 4294967295 modules: none is looked at
match = modules: 0; command line: '.*there'
capability = boot-info pvh
