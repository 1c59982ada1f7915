# SPDX-License-Identifier: BSD-3-Clause
# Entered at EL2, the registers of the GICv3 are not opened to EL1.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = el2 gic-v3
machine = virt,virtualization=on,gic-version=3
