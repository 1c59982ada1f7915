# SPDX-License-Identifier: BSD-3-Clause
# What a guest maps at run time is not what it asked for. Without 1 GiB pages and PCIDs.
image = tests/guest/paging
cpu = qemu64
capability = paging
