# SPDX-License-Identifier: BSD-3-Clause
# A domain that Xen makes by itself, without a dom0, is not recognised as Xen's, or
# its UART not found.
image = examples/hello
platform = xen-pvh
boot = dom0less
match = ^Hello from Plinth on xen-pvh \(arm64\), 1 lcpu
tap = no
capability = dom0less
