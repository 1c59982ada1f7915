# SPDX-License-Identifier: BSD-3-Clause
# The kvm frontend on x86_64.
kvm_SOURCES = \
	common/pvh/entry.S \
	kvm/entry.S \
	kvm/bootinfo.c \
	kvm/clock.c \
	kvm/devices.c \
	kvm/frontend.c \
	kvm/kvm.h

if PLATFORM_KVM
libplat_a_SOURCES += $(kvm_SOURCES)
PLAT_LINK_SYMBOLS += plat_frontend_kvm plat_pvh_entry plat_elf_entry \
	plat_multiboot2_entry
endif
EXTRA_DIST += kvm/README.md

kvm/entry.$(OBJEXT): asm-offsets.h
