# SPDX-License-Identifier: BSD-3-Clause
# The registers that a guest of 2 vCPUs reports when it dies on the last one are not
# those that it had.
image = tests/guest/xen/look
platform = xen-pvh
smp = 2
args = crash 1
tool = tests/xen/xlook/xlook
action = end => xlook $DOM $CONSOLE
expect = crash write at 0xffffd90000000000
capability = look-from-outside
