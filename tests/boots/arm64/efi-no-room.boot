# SPDX-License-Identifier: BSD-3-Clause
# A guest for which there is no room is started anyway, or ends without a word.
image = tests/guest/arm64/vast
boot = efi
expect = crash no memory for the image at a multiple of 2 MiB
capability = efi
