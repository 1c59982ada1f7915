# SPDX-License-Identifier: BSD-3-Clause
# A reboot does not reach a machine whose PSCI is told by the FADT.
image = tests/guest/reboot
boot = efi
expect = reset
match = ^plat: reboot
capability = reboot acpi
