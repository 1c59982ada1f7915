# SPDX-License-Identifier: BSD-3-Clause
# A frame is handed out twice, or lost.
image = tests/guest/frames
capability = frames
mem = 2M
