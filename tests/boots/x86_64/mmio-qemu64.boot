# SPDX-License-Identifier: BSD-3-Clause
# The same on the simplest CPU.
image = tests/guest/mmio
cpu = qemu64
capability = mmio
