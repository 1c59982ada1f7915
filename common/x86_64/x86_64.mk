# SPDX-License-Identifier: BSD-3-Clause
# The plat core on x86_64.
common_x86_64 = \
	common/x86_64/acpi_power.c \
	common/x86_64/apic.c \
	common/x86_64/apic_timer.c \
	common/x86_64/button.c \
	common/x86_64/cmos.c \
	common/x86_64/cpu.c \
	common/x86_64/efi_entry.S \
	common/x86_64/entry.S \
	common/x86_64/fault.c \
	common/x86_64/form.c \
	common/x86_64/hpet.c \
	common/x86_64/ioapic.c \
	common/x86_64/irq.c \
	common/x86_64/lcpu.c \
	common/x86_64/memcpy.c \
	common/x86_64/memmove.c \
	common/x86_64/memset.c \
	common/x86_64/mmu.c \
	common/x86_64/mtrr.c \
	common/x86_64/pm_timer.c \
	common/x86_64/probe.c \
	common/x86_64/privileged.c \
	common/x86_64/probe_msr.c \
	common/x86_64/pcid.c \
	common/x86_64/reset.c \
	common/x86_64/resume.S \
	common/x86_64/space.c \
	common/x86_64/switch.S \
	common/x86_64/tables.S \
	common/x86_64/thread.c \
	common/x86_64/thread_fault.c \
	common/x86_64/topology.c \
	common/x86_64/trampoline.S \
	common/x86_64/traps.c \
	common/x86_64/tsc.c \
	common/x86_64/vectors.S

link_symbols_x86_64 = plat_x86_exception plat_stage_apic plat_power_acpi plat_power_pc_reset

# What the linker fills: what is before the multiboot 1 header.
link_first_places_x86_64 = 0x416:0x1fd0

EXTRA_DIST += \
	common/x86_64/acpi_power.h \
	common/x86_64/apic.h \
	common/x86_64/asm.h \
	common/x86_64/clocks.h \
	common/x86_64/cpu.h \
	common/x86_64/irq.h \
	common/x86_64/lcpu.h \
	common/x86_64/mtrr.h \
	common/x86_64/pcid.h \
	common/x86_64/privileged.h \
	common/x86_64/topology.h \
	common/x86_64/traps.h

common/x86_64/efi_entry.$(OBJEXT) common/x86_64/entry.$(OBJEXT) \
	common/x86_64/resume.$(OBJEXT) common/x86_64/trampoline.$(OBJEXT) \
	common/x86_64/vectors.$(OBJEXT) \
	common/pvh/entry.$(OBJEXT): asm-offsets.h
