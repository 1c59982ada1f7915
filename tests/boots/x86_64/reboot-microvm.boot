# SPDX-License-Identifier: BSD-3-Clause
# A reboot does not reach a machine that has no reset register.
image = tests/guest/reboot
machine = microvm
expect = reset
match = ^plat: reboot
capability = reboot
