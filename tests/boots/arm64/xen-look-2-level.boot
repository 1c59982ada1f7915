# SPDX-License-Identifier: BSD-3-Clause
# Xen has shared info elsewhere than the guest believes: on arm64 it writes events
# there, of the 2-level ABI.
image = tests/guest/xen/look
platform = xen-pvh
append = plat.events=2-level
args = 2-level
tool = tests/xen/xlook/xlook
action = line look: done before => xlook $DOM $CONSOLE && xenstore-write /local/domain/$DOM/data/looked before
capability = look-from-outside
