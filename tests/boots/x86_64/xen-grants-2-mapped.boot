# SPDX-License-Identifier: BSD-3-Clause
# The same, of version 2 of the table.
image = tests/guest/xen/grants
platform = xen-pvh
append = plat.grants=2
args = mapped
tool = tests/xen/mapgrant
action = line dom0 maps => mapgrant $DOM $(xenstore-read /local/domain/$DOM/data/grant) /local/domain/$DOM/data/let-go
capability = grants
