# SPDX-License-Identifier: BSD-3-Clause
# A reboot does not reach the machine.
image = tests/guest/reboot
expect = reset
match = ^plat: reboot
capability = reboot
