# SPDX-License-Identifier: BSD-3-Clause
# A frame is handed out twice when an interrupt handler allocates: on a CPU
# without the atomics of FEAT_LSE.
image = tests/guest/frames-irq
cpu = cortex-a53
capability = frames interrupts
