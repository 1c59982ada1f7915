# SPDX-License-Identifier: BSD-3-Clause
# A frame is handed out twice when an interrupt handler allocates.
image = tests/guest/frames-irq
capability = frames interrupts
