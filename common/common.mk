# SPDX-License-Identifier: BSD-3-Clause
# The plat core. Nothing here knows a hypervisor.

# The page-table library: the tool that makes the boot tables has it, too.
common_paging = \
	common/paging/build.c \
	common/paging/change.c \
	common/paging/entries.c \
	common/paging/map.c \
	common/paging/pt.c \
	common/paging/read.c \
	common/paging/runs.c \
	common/paging/short.c \
	common/paging/store.c
common_paging_headers = \
	common/arm64/pt_format.h \
	common/paging/bpt.h \
	common/paging/change.h \
	common/paging/entry.h \
	common/paging/short.h \
	common/x86_64/include/plat/arch/pt.h \
	common/x86_64/pt_format.h

# Needs no CPU: in libplat.a, and tested on the build machine.
common_pure = \
	common/acpi/blocks.c \
	common/acpi/devices.c \
	common/acpi/fadt.c \
	common/acpi/ged.c \
	common/acpi/madt.c \
	common/acpi/s5.c \
	common/acpi/tables.c \
	common/boot/cmdline.c \
	common/boot/frontend.c \
	common/bootinfo/bootinfo.c \
	common/bootinfo/loader.c \
	common/dma/pool.c \
	common/efi/map.c \
	common/efi/parse.c \
	common/events/events.c \
	common/events/wake.c \
	common/lcpu/call.c \
	common/lcpu/number.c \
	common/lcpu/start.c \
	common/lcpu/table.c \
	common/libplat/errno.c \
	common/libplat/names.c \
	common/libplat/view.c \
	common/lock/debug.c \
	common/lock/rwlock.c \
	common/lock/spinlock.c \
	common/log/format.c \
	common/lowmem/lowmem.c \
	common/memory/arena.c \
	common/memory/foreign.c \
	common/memory/frame.c \
	common/memory/mrd.c \
	common/memory/zone.c \
	common/mptable/mptable.c \
	common/multiboot/multiboot.c \
	common/multiboot/multiboot1.c \
	common/multiboot/multiboot2.c \
	$(common_paging) \
	common/paging/paging.c \
	common/paging/scan.c \
	common/pvh/pvh.c \
	common/symbols/symbols.c \
	common/thread/leave.c \
	common/thread/mutex.c \
	common/thread/run.c \
	common/thread/sleep.c \
	common/thread/thread.c \
	common/thread/wait.c \
	common/time/date.c \
	common/time/event.c \
	common/time/pvclock.c \
	common/time/scale.c \
	common/vmem/change.c \
	common/vmem/fault.c \
	common/vmem/pages.c \
	common/vmem/record.c \
	common/vmem/tree.c \
	common/vmem/vmem.c

# Needs libfdt: for ISAs that boot with a devicetree, and on the host.
common_fdt = \
	common/fdt/fdt.c \
	common/fdt/hypervisor.c \
	common/fdt/irq.c \
	common/fdt/keys.c \
	common/fdt/look.c \
	common/fdt/node.c \
	common/fdt/walk.c \
	common/fdt/words.c

# Needs a CPU, any.
common_any = \
	common/boot/boot.c \
	common/boot/note.S \
	common/bootinfo/image.c \
	common/console/console.c \
	common/console/ns16550.c \
	common/events/ged.c \
	common/events/sources.c \
	common/events/thread.c \
	common/dma/dma.c \
	common/fault/fixup.c \
	common/fault/place.c \
	common/fault/serve.c \
	common/lcpu/boot.c \
	common/lcpu/crash.c \
	common/lcpu/memory.c \
	common/lcpu/setup.c \
	common/libplat/memchr.c \
	common/libplat/memcmp.c \
	common/libplat/stack_chk_fail.c \
	common/libplat/stack_chk_guard.c \
	common/libplat/strchr.c \
	common/libplat/strcmp.c \
	common/libplat/strlen.c \
	common/libplat/strncmp.c \
	common/libplat/strnlen.c \
	common/libplat/strrchr.c \
	common/log/log.c \
	common/memory/foreign_map.c \
	common/memory/frame_setup.c \
	common/memory/memory.c \
	common/memory/share.c \
	common/paging/direct.c \
	common/paging/early_map.c \
	common/paging/kernel.c \
	common/paging/mmio.c \
	common/paging/space.c \
	common/paging/tables.c \
	common/power/backtrace.c \
	common/power/form.c \
	common/power/power.c \
	common/thread/dump.c \
	common/thread/fault.c \
	common/symbols/image.c \
	common/time/alone.c \
	common/time/time.c \
	common/time/wall.c \
	common/vmem/kernel.c

common_headers = \
	common/acpi/acpi.h \
	common/acpi/acpi_abi.h \
	common/boot/boot.h \
	common/boot/e820_abi.h \
	common/boot/frontend.h \
	common/bootinfo/bootinfo.h \
	common/bootinfo/image.h \
	common/console/console.h \
	common/console/ns16550.h \
	common/console/pl011.h \
	common/events/events.h \
	common/events/ged.h \
	common/dma/pool.h \
	common/fault/fixup.h \
	common/fault/serve.h \
	common/fdt/look.h \
	common/fdt/node.h \
	common/fdt/words.h \
	common/lcpu/data.h \
	common/lcpu/lcpu.h \
	common/libplat/names.h \
	common/log/format.h \
	common/log/log.h \
	common/lowmem/lowmem.h \
	common/memory/arena.h \
	common/memory/foreign.h \
	common/memory/frame.h \
	common/memory/zone.h \
	common/mptable/mptable_abi.h \
	common/multiboot/multiboot.h \
	common/multiboot/multiboot_abi.h \
	common/paging/direct.h \
	common/paging/kernel.h \
	common/paging/space.h \
	common/paging/tables.h \
	common/power/backtrace.h \
	common/power/crash.h \
	common/power/form.h \
	common/pvh/pvh_abi.h \
	common/symbols/table.h \
	common/thread/fault.h \
	common/thread/thread.h \
	common/thread/wait.h \
	common/time/date.h \
	common/time/event.h \
	common/time/pvclock.h \
	common/time/scale.h \
	common/time/wall.h \
	common/time/wall_from.h \
	common/vmem/vmem.h

include common/efi/efi.mk
include common/x86_64/x86_64.mk
include common/arm64/arm64.mk

# Compiled for speed, where all else is compiled for size: where that saves
# instructions on the way to main,
common_hot = \
	common/arm64/gic.c \
	common/arm64/lcpu.c \
	common/lcpu/call.c \
	common/lcpu/memory.c \
	common/lcpu/start.c \
	common/paging/build.c \
	common/x86_64/lcpu.c
$(common_hot:.c=.$(OBJEXT)): CFLAGS += $(PLAT_HOT_CFLAGS)

# or in what is called often later.
common_fast = \
	common/arm64/space.c \
	common/memory/frame.c \
	common/memory/zone.c \
	common/paging/paging.c \
	common/paging/runs.c \
	common/paging/short.c \
	common/thread/run.c \
	common/vmem/tree.c \
	common/x86_64/space.c
$(common_fast:.c=.$(OBJEXT)): CFLAGS += $(PLAT_FAST_CFLAGS)

common_isa = $(common_any)
if ISA_X86_64
common_isa += $(common_x86_64)
endif
if ISA_ARM64
common_isa += $(common_arm64) $(common_fdt)
endif

# By the ISA; frontends add theirs.
PLAT_EVENTS_FROM = button
PLAT_WALL_FROM =

# What must be in every image though nothing names it: the stages.
PLAT_LINK_SYMBOLS = plat_note plat_stage_cpu plat_stage_protocol \
	plat_stage_early_devices plat_stage_bootinfo plat_stage_memory
if ISA_X86_64
PLAT_LINK_SYMBOLS += $(link_symbols_x86_64)
link_first_places = $(link_first_places_x86_64)
endif
if ISA_ARM64
PLAT_LINK_SYMBOLS += $(link_symbols_arm64)
link_first_places = $(link_first_places_arm64)
link_first_not = $(link_first_not_arm64)
endif

# Numbers that assembly takes from C.
asm-offsets.h: common/$(PLAT_ISA)/asm-offsets.c
	$(AM_V_GEN)$(CC) $(DEFS) $(AM_CPPFLAGS) $(CPPFLAGS) $(AM_CFLAGS) \
		-O1 -S -MMD -MP -MT $@ -MF asm-offsets.d -o asm-offsets.s $< && \
	{ echo '/* Generated from $<. */'; \
	  $(SED) -n 's/^.*\.ascii[^"]*"-> \(.*\)".*/#define \1/p' \
		asm-offsets.s; } >$@.tmp && \
	mv $@.tmp $@
-include asm-offsets.d
BUILT_SOURCES += asm-offsets.h

# Where requests from outside come from: plat_event_source_NAME of each NAME,
# in images that serve them.
event_sources.h: Makefile
	$(AM_V_GEN){ echo '/* Generated from PLAT_EVENTS_FROM. */'; \
	  echo '#define PLAT_EVENTS_FROM(X)$(foreach name,$(PLAT_EVENTS_FROM), X($(name)))'; \
	} >$@.tmp && mv $@.tmp $@
BUILT_SOURCES += event_sources.h

# Wall clocks that come before the ISA's: plat_wall_from_NAME().
wall_sources.h: Makefile
	$(AM_V_GEN){ echo '/* Generated from PLAT_WALL_FROM. */'; \
	  echo '#define PLAT_WALL_FROM(X)$(foreach name,$(PLAT_WALL_FROM), X($(name)))'; \
	} >$@.tmp && mv $@.tmp $@
BUILT_SOURCES += wall_sources.h

# The linker script of guests, and what fills the places in it that an ISA has
# to fill: functions that every image has, as PLAT_LINK_SYMBOLS need them.
link_first.o: libplat.a Makefile
	$(AM_V_GEN)$(LD) -r --gc-sections -o $@ \
		$(addprefix -u ,$(PLAT_LINK_SYMBOLS)) $<

link_first_not.o: libplat.a Makefile
	$(AM_V_GEN)$(LD) -r --gc-sections -o $@ $(link_first_not) $<

link_first.h: $(srcdir)/tools/fit-sections link_first.o \
		$(if $(link_first_not),link_first_not.o)
	$(AM_V_GEN)$(PYTHON3) $^ $(link_first_places) >$@.tmp && mv $@.tmp $@

plinth.ld: common/$(PLAT_ISA)/plinth.lds.S $(srcdir)/include/plat/layout.h \
		$(srcdir)/common/boot/sets.lds.h include/plat/config.h \
		Makefile link_first.h
	$(AM_V_GEN)$(CC) -E -P -undef -x assembler-with-cpp -D__ASSEMBLER__ \
		-nostdinc -I. $(AM_CPPFLAGS) \
		-D"PLAT_LINK_SYMBOLS=$(strip $(PLAT_LINK_SYMBOLS))" \
		-DPLAT_LINK_PRIVILEGED=$(PLAT_LINK_PRIVILEGED) \
		-o $@.tmp $< && mv $@.tmp $@

plinthdir = $(libdir)/plinth
nodist_plinth_DATA = plinth.ld

CLEANFILES += asm-offsets.h asm-offsets.s asm-offsets.d event_sources.h wall_sources.h link_first.h \
	link_first.o link_first_not.o plinth.ld
EXTRA_DIST += $(common_fdt) $(common_headers) $(common_paging_headers) \
	common/boot/sets.lds.h \
	common/x86_64/asm-offsets.c common/x86_64/plinth.lds.S
