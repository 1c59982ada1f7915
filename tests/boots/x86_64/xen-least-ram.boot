# SPDX-License-Identifier: BSD-3-Clause
# A guest needs more than the least that Xen gives to a PVH domain.
image = examples/hello
platform = xen-pvh
mem = 20M
tap = no
capability = least-ram
