# SPDX-License-Identifier: BSD-3-Clause
# The image does not boot on the older PC machine.
image = examples/hello
tap = no
match = ^Hello from Plinth on kvm \(x86_64\), 1 lcpu, \d+ KiB of RAM$
capability = machine-pc
machine = pc
