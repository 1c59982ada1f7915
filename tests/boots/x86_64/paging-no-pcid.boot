# SPDX-License-Identifier: BSD-3-Clause
# What a guest maps at run time is not what it asked for. Without PCIDs.
image = tests/guest/paging
cpu = max,pcid=off
capability = paging
