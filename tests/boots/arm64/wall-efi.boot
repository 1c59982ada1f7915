# SPDX-License-Identifier: BSD-3-Clause
# The wall clock is off by a time zone, a month or a century. Under EFI, where
# only firmware has the clock's device: ACPI does not describe it.
image = tests/guest/wall
boot = efi
qemu-arg = -rtc
qemu-arg = base=2028-02-29T12:34:56
capability = wall-clock efi
