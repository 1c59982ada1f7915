# SPDX-License-Identifier: BSD-3-Clause
# Frames above 4 GiB are handed out twice, lost, or not at all.
image = tests/guest/frames
capability = frames
mem = 3G
machine = q35
cpu = qemu64
timeout = 120
