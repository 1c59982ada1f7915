# SPDX-License-Identifier: BSD-3-Clause
# Xen, or the guest's memory, has vCPUs, pages or frames otherwise than the guest
# believes, with 4 vCPUs.
image = tests/guest/xen/look
platform = xen-pvh
smp = 4
tool = tests/xen/xlook/xlook
action = line look: done before => xlook $DOM $CONSOLE && xenstore-write /local/domain/$DOM/data/looked before
action = line look: done after => xlook $DOM $CONSOLE && xenstore-write /local/domain/$DOM/data/looked after
capability = look-from-outside
