# SPDX-License-Identifier: BSD-3-Clause
# ACPI's tables do not tell how firmware is called, or which CPUs there are.
image = tests/guest/arm64/psci
boot = efi
smp = 2
capability = psci acpi
