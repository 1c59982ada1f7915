# SPDX-License-Identifier: BSD-3-Clause
# Device registers are mapped twice with different types, or memory as a
# device.
image = tests/guest/mmio
capability = mmio
