# SPDX-License-Identifier: BSD-3-Clause
# xlook believes whatever the report of a crash says.
image = tests/guest/xen/look
platform = xen-pvh
smp = 2
args = crash 1
timeout = 120
tool = tests/xen/xlook/xlook
tool = tests/xen/xlook/lie
action = end => lie 's/x21 ./x21 7/'
action = end => lie 's/plat: at 0x/plat: at 0x1/'
action = end => lie 's/pstate 8/pstate 9/'
action = end => lie 's/x30 f/x30 e/'
action = end => lie 's/crashes 1/crashes 0/'
expect = crash write at 0xffffd90000000000
capability = look-from-outside
