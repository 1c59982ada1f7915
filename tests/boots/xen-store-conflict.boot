# SPDX-License-Identifier: BSD-3-Clause
# A transaction that dom0 comes in between is believed to have been done.
image = tests/guest/xen/store
platform = xen-pvh
args = conflict
action = line dom0 writes => xenstore-write /local/domain/$DOM/data/t dom0
capability = xenstore
