# SPDX-License-Identifier: BSD-3-Clause
# Interrupts of a device are not delivered, or clobber registers. On the
# oldest CPU.
image = tests/guest/arm64/interrupts
cpu = cortex-a53
capability = interrupts gic-v2
