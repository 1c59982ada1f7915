# SPDX-License-Identifier: BSD-3-Clause
# A directory of xenstore that no message has room for is cut.
image = tests/guest/xen/store
platform = xen-pvh
args = large
action = line dom0 writes => set --; for n in $(seq 1000 1399); do set -- "$@" /local/domain/$DOM/data/many/a-rather-long-n$n 1; done; xenstore-write "$@" /local/domain/$DOM/data/done 1
capability = xenstore
