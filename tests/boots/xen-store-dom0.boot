# SPDX-License-Identifier: BSD-3-Clause
# What dom0 writes to xenstore is not told.
image = tests/guest/xen/store
platform = xen-pvh
args = dom0
action = line dom0 writes => xenstore-write /local/domain/$DOM/data/dom0 there
capability = xenstore
