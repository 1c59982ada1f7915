# SPDX-License-Identifier: BSD-3-Clause
# Xen, or the guest's memory, has vCPUs, pages or frames otherwise than the guest
# believes, with 1 vCPU.
image = tests/guest/xen/look
platform = xen-pvh
smp = 1
tool = tests/xen/xlook/xlook
action = line look: done before => xlook $DOM $CONSOLE && xenstore-write /local/domain/$DOM/data/looked before
capability = look-from-outside wall-clock
