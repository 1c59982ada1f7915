# SPDX-License-Identifier: BSD-3-Clause
# A reboot does not reach a machine whose PSCI is reached by SMC.
image = tests/guest/reboot
machine = virt,virtualization=on
expect = reset
match = ^plat: reboot
capability = reboot
