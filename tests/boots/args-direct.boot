# SPDX-License-Identifier: BSD-3-Clause
# Arguments reach main other than they were typed.
image = tests/guest/args
boot = direct
args = one "two words" 'a"b' ""
capability = arguments
