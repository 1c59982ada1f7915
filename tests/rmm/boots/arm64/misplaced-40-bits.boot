# SPDX-License-Identifier: BSD-3-Clause
# Its last words do not know the alias of another width.
image = examples/hello
append = rmm.image=0x40291000 rmm.ipa=40
expect = crash not loaded 512 KiB (text_offset) above a multiple of 2 MiB
capability = load-address ipa-width
platform = arm-cca
