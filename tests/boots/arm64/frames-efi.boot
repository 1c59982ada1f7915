# SPDX-License-Identifier: BSD-3-Clause
# Memory that the firmware has still, or that the stub had, is handed out, or
# is lost.
image = tests/guest/frames
boot = efi
capability = frames efi
