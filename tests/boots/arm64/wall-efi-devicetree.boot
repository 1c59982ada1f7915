# SPDX-License-Identifier: BSD-3-Clause
# The same with a devicetree, in which firmware disables the clock that it keeps
# for itself; at EL2, whose counter is another one.
image = tests/guest/wall
boot = efi
machine = virt,acpi=off,virtualization=on
qemu-arg = -rtc
qemu-arg = base=2028-02-29T12:34:56
capability = wall-clock efi devicetree
