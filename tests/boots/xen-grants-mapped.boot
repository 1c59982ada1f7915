# SPDX-License-Identifier: BSD-3-Clause
# A grant is believed to be ended while dom0 has the page mapped.
image = tests/guest/xen/grants
platform = xen-pvh
args = mapped
tool = tests/xen/mapgrant
action = line dom0 maps => mapgrant $DOM $(xenstore-read /local/domain/$DOM/data/grant) /local/domain/$DOM/data/let-go
capability = grants
