# SPDX-License-Identifier: BSD-3-Clause
# Frames above 4 GiB are handed out twice, lost, or not at all.
image = tests/guest/frames
mem = 3300M
cpu = cortex-a53
timeout = 120
capability = frames
