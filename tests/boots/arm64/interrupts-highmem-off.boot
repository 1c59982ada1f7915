# SPDX-License-Identifier: BSD-3-Clause
# Interrupts of a device are not delivered, or clobber registers. With devices
# below 4 GiB only.
image = tests/guest/arm64/interrupts
machine = virt,highmem=off,gic-version=3
capability = interrupts gic-v3 highmem-off
