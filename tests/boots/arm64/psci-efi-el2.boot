# SPDX-License-Identifier: BSD-3-Clause
# The FADT says SMC, and HVC is used all the same.
image = tests/guest/arm64/psci
boot = efi
machine = virt,virtualization=on
smp = 2
capability = psci acpi
