# SPDX-License-Identifier: BSD-3-Clause
# Grants are given twice, or run out though they are given back.
image = tests/guest/xen/grants
platform = xen-pvh
args = fill
capability = grants
