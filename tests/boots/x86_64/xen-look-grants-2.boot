# SPDX-License-Identifier: BSD-3-Clause
# The same, of version 2 of the grant table.
image = tests/guest/xen/look
platform = xen-pvh
append = plat.grants=2
tool = tests/xen/xlook/xlook
action = line look: done before => xlook $DOM $CONSOLE && xenstore-write /local/domain/$DOM/data/looked before
capability = look-from-outside
