# SPDX-License-Identifier: BSD-3-Clause
# A guest that would not find its devices starts anyway.
image = examples/hello.efi
boot = efi
machine = q35,acpi=off
expect = crash the firmware has neither ACPI tables nor a devicetree
capability = efi
