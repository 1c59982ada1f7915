# SPDX-License-Identifier: BSD-3-Clause
# ACPI's tables do not tell which lcpus there are, or how they are started.
image = tests/guest/lcpus
boot = efi
machine = virt,gic-version=3
smp = 4
capability = lcpus acpi gic-v3
