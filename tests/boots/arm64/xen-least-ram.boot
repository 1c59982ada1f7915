# SPDX-License-Identifier: BSD-3-Clause
# A guest needs more memory than hello's image and its tables take.
image = examples/hello
platform = xen-pvh
mem = 4M
tap = no
capability = least-ram
