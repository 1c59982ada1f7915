# SPDX-License-Identifier: BSD-3-Clause
# The plat core on arm64.

# Needs no CPU, but devices: the tests of it bring those.
common_arm64_pure = \
	common/arm64/console.c \
	common/arm64/counter.c \
	common/arm64/gic.c \
	common/arm64/irq.c \
	common/arm64/lcpu.c \
	common/arm64/machine.c \
	common/arm64/psci.c \
	common/arm64/smccc.c \
	common/arm64/uart.c \
	common/console/pl011.c \
	common/time/pl031.c

# The stub of the EFI application: a part of the image. It runs in the
# firmware's address space, before there is a canary or a key of ours; x18 is
# the firmware's. map.c is in common_pure.
efi_stub_arm64 = \
	common/arm64/efi.c \
	common/efi/stub.c \
	common/efi/text.c
efi_stub_arm64_objects = common/arm64/efi_leave.$(OBJEXT) \
	$(efi_stub_arm64:.c=.$(OBJEXT)) common/efi/map.$(OBJEXT)
if ISA_ARM64
$(efi_stub_arm64_objects): CFLAGS += -fno-stack-protector -ffixed-x18 \
	-mbranch-protection=none
endif

common_arm64 = \
	$(common_arm64_pure) \
	$(efi_stub_arm64) \
	common/arm64/efi_leave.S \
	common/arm64/asid.c \
	common/arm64/bootinfo.c \
	common/arm64/button.c \
	common/arm64/clear.c \
	common/arm64/conduit.S \
	common/arm64/cpu.c \
	common/arm64/devices.c \
	common/arm64/entropy.c \
	common/arm64/entry.S \
	common/arm64/fault.c \
	common/arm64/form.c \
	common/arm64/gic_sysreg.c \
	common/arm64/icache.c \
	common/arm64/interrupted.c \
	common/arm64/lcpu_entry.S \
	common/arm64/lcpu_state.c \
	common/arm64/lse.c \
	common/arm64/memcpy.c \
	common/arm64/memmove.c \
	common/arm64/memset.c \
	common/arm64/flags.c \
	common/arm64/mmu.c \
	common/arm64/probe.c \
	common/arm64/resume.S \
	common/arm64/space.c \
	common/arm64/stacks.S \
	common/arm64/stop.S \
	common/arm64/switch.S \
	common/arm64/thread.c \
	common/arm64/thread_fault.c \
	common/arm64/timer.c \
	common/arm64/traps.c \
	common/arm64/vectors.S \
	common/arm64/wall.c

link_symbols_arm64 = plat_arm64_image plat_arm64_exception \
	plat_stage_console plat_power_psci plat_stage_entropy plat_stage_gic

# What the linker fills: the places behind each of the exception vectors, and
# behind the entry code. Not with what the EFI stub calls.
link_first_places_arm64 = \
	$(foreach n,0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15,4:128) .plat_image:0x800
link_first_not_arm64 = -u plat_efi_main --defsym plat_arm64_efi_entry=0

EXTRA_DIST += $(common_arm64) \
	common/arm64/asid.h \
	common/arm64/asm.h \
	common/arm64/asm-offsets.c \
	common/arm64/gic.h \
	common/arm64/layout.h \
	common/arm64/lcpu.h \
	common/arm64/lse.h \
	common/arm64/machine.h \
	common/arm64/plinth.lds.S \
	common/arm64/psci.h \
	common/arm64/stacks.h \
	common/arm64/sysreg.h \
	common/arm64/timer.h \
	common/arm64/traps.h \
	common/arm64/uart.h \
	common/time/pl031.h

common/arm64/conduit.$(OBJEXT) common/arm64/entry.$(OBJEXT) \
	common/arm64/lcpu_entry.$(OBJEXT) common/arm64/resume.$(OBJEXT) \
	common/arm64/vectors.$(OBJEXT): asm-offsets.h
