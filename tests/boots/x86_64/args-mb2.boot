# SPDX-License-Identifier: BSD-3-Clause
# Arguments reach main other than they were typed. (GRUB passes neither an
# empty word nor a quote on as they are.)
image = tests/guest/args
boot = grub-mb2
args = one "two words"
capability = arguments
