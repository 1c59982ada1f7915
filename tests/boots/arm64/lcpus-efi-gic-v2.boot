# SPDX-License-Identifier: BSD-3-Clause
# The same, where the MADT tells of a GICv2.
image = tests/guest/lcpus
boot = efi
machine = virt,gic-version=2,virtualization=on
smp = 3
capability = lcpus acpi gic-v2
