# SPDX-License-Identifier: BSD-3-Clause
# Guests as EFI applications, and two that firmware is to load where it would
# not by itself: over their own destination (1 MiB), and above 4 GiB.
efi_boots = \
	tests/boots/x86_64/args-efi-high.boot \
	tests/boots/x86_64/args-efi-over.boot \
	tests/boots/x86_64/args-efi-shell.boot \
	tests/boots/x86_64/args-efi.boot \
	tests/boots/x86_64/efi-long-cmdline.boot \
	tests/boots/x86_64/efi-no-acpi.boot \
	tests/boots/x86_64/efi-no-firmware.boot \
	tests/boots/x86_64/frames-efi.boot \
	tests/boots/x86_64/hello-efi-2m.boot \
	tests/boots/x86_64/hello-efi-disk.boot \
	tests/boots/x86_64/hello-efi-smp.boot \
	tests/boots/x86_64/hello-efi.boot \
	tests/boots/x86_64/huge-efi.boot \
	tests/boots/x86_64/interrupts-efi.boot \
	tests/boots/x86_64/lcpus-efi.boot \
	tests/boots/x86_64/off-acpi-efi.boot \
	tests/boots/x86_64/pagetables-efi.boot \
	tests/boots/x86_64/regions-efi.boot
EXTRA_DIST += $(efi_boots)

if ISA_X86_64
if PLATFORM_KVM
efi_images = examples/hello.efi $(guest_tests:=.efi) \
	tests/guest/args-high.efi tests/guest/args-over.efi
check_DATA += $(efi_images)
boots += $(efi_boots)
endif
endif
CLEANFILES += $(efi_images)

$(efi_boots:.boot=.log): $(efi_images)

tests/guest/args-over.efi: tests/guest/args efi/efi-stub tools/plat-efi
	$(AM_V_GEN)$(PLAT_EFI) --image-base 0x100000 -o $@ $<

tests/guest/args-high.efi: tests/guest/args efi/efi-stub tools/plat-efi
	$(AM_V_GEN)$(PLAT_EFI) --image-base 0x140000000 -o $@ $<
