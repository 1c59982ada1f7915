# SPDX-License-Identifier: BSD-3-Clause
# An Image that the host put where it cannot run dies without a word, as the
# UART is not where it is outside of a realm.
image = examples/hello
append = rmm.image=0x40201000
expect = crash not loaded 512 KiB (text_offset) above a multiple of 2 MiB
capability = load-address
platform = arm-cca
