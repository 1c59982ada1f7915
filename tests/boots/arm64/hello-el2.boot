# SPDX-License-Identifier: BSD-3-Clause
# The image does not boot when it is entered at EL2.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = el2
machine = virt,virtualization=on
