# SPDX-License-Identifier: BSD-3-Clause
# The machine does not power off by ACPI tables that came from EFI.
image = tests/guest/status.efi
boot = efi
exit-devices = no
args = 3
expect = exit 3
tap = no
capability = power-off efi
