# SPDX-License-Identifier: BSD-3-Clause
# The kvm frontend: the same files for each ISA.
kvm_x86_64 = \
	common/pvh/entry.S \
	kvm/x86_64/entry.S \
	kvm/x86_64/bootinfo.c \
	kvm/x86_64/clock.c \
	kvm/x86_64/devices.c \
	kvm/x86_64/frontend.c

kvm_arm64 = kvm/arm64/frontend.c

if PLATFORM_KVM
if ISA_X86_64
libplat_a_SOURCES += $(kvm_x86_64)
PLAT_LINK_SYMBOLS += plat_frontend_kvm plat_efi_entry \
	plat_pvh_entry plat_elf_entry plat_multiboot2_entry
endif
if ISA_ARM64
libplat_a_SOURCES += $(kvm_arm64)
PLAT_LINK_SYMBOLS += plat_frontend_kvm
endif
endif
EXTRA_DIST += $(kvm_x86_64) $(kvm_arm64) kvm/README.md \
	kvm/arm64/reach.h kvm/x86_64/kvm.h kvm/x86_64/reach.h

kvm/x86_64/entry.$(OBJEXT): asm-offsets.h
