# SPDX-License-Identifier: BSD-3-Clause
# Unit tests: tests/unit/X.c tests common/.../X.c with cmocka, on the host,
# under the sanitizers. tests/unit/X-fast.c is a model test that runs long:
# built with -O2 and without them; tests/unit/X-tsan.c is of what several lcpus
# do at one time, under ThreadSanitizer.
unit_sources = \
	tests/unit/acpi/devices.c \
	tests/unit/acpi/ged.c \
	tests/unit/acpi/madt.c \
	tests/unit/acpi/s5.c \
	tests/unit/acpi/tables.c \
	tests/unit/arm64/console.c \
	tests/unit/arm64/gic.c \
	tests/unit/arm64/lcpu.c \
	tests/unit/arm64/machine.c \
	tests/unit/arm64/smccc.c \
	tests/unit/arm64/uart.c \
	tests/unit/boot/cmdline.c \
	tests/unit/boot/frontend.c \
	tests/unit/bootinfo/bootinfo.c \
	tests/unit/bootinfo/loader.c \
	tests/unit/console/pl011.c \
	tests/unit/dma/pool.c \
	tests/unit/efi/map.c \
	tests/unit/efi/parse.c \
	tests/unit/efi/stub.c \
	tests/unit/efi/text.c \
	tests/unit/errno.c \
	tests/unit/events/events.c \
	tests/unit/fault/serve.c \
	tests/unit/fdt/fdt.c \
	tests/unit/fdt/hypervisor.c \
	tests/unit/fdt/keys.c \
	tests/unit/lcpu/calls-tsan.c \
	tests/unit/lcpu/start-fast.c \
	tests/unit/lcpu/start.c \
	tests/unit/lcpu/table.c \
	tests/unit/lock/debug.c \
	tests/unit/lock/lock-tsan.c \
	tests/unit/log/format.c \
	tests/unit/memory/arena.c \
	tests/unit/memory/foreign.c \
	tests/unit/memory/frame-fast.c \
	tests/unit/memory/frame-tsan.c \
	tests/unit/memory/frame.c \
	tests/unit/memory/mrd-fast.c \
	tests/unit/memory/mrd.c \
	tests/unit/mptable/mptable.c \
	tests/unit/multiboot/multiboot1.c \
	tests/unit/multiboot/multiboot2.c \
	tests/unit/pvh/pvh.c \
	tests/unit/symbols/symbols.c \
	tests/unit/time/date.c \
	tests/unit/time/pl031.c \
	tests/unit/time/pvclock.c \
	tests/unit/time/scale.c \
	tests/unit/x86_64/cmos.c \
	tests/unit/x86_64/privileged.c

unit_sources_xen = \
	tests/unit/xen/fifo.c \
	tests/unit/xen/level2.c \
	tests/unit/xen/grant.c \
	tests/unit/xen/memmap.c \
	tests/unit/xen/ring.c
EXTRA_DIST += $(unit_sources_xen)
if PLATFORM_XEN
unit_sources += $(unit_sources_xen)
endif
unit_sources_xen_pv = tests/unit/xen-pv/start_info.c
EXTRA_DIST += $(unit_sources_xen_pv)
if PLATFORM_XEN_PV
unit_sources += $(unit_sources_xen_pv)
endif

unit_headers = \
	tests/unit/acpi/firmware.h \
	tests/unit/bootinfo.h \
	tests/unit/lcpu/world.h \
	tests/unit/memory/frame_model.h \
	tests/unit/memory/frames.h \
	tests/unit/memory/mrd_model.h \
	tests/unit/memory/zone_sound.h \
	tests/unit/topology.h \
	tests/unit/unit.h \
	tests/unit/xen/ports.h

unit_tests = $(unit_sources:.c=.unit)
TESTS += $(unit_tests)
EXTRA_DIST += $(unit_sources) $(unit_headers) tests/unit/lcpu/world.c
CLEANFILES += $(unit_tests)

# cmocka writes TAP where it is asked to.
UNIT_LOG_COMPILER = env CMOCKA_MESSAGE_OUTPUT=TAP

tests/unit/%.unit: host/tests/unit/%.o host/libplat-host.a
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOST_CFLAGS) -o $@ $< \
		host/libplat-host.a -lcmocka -lfdt

# With the ISA's part of the stub in the test.
tests/unit/efi/stub.unit: host/tests/unit/efi/stub.o host/common/efi/stub.o \
		host/libplat-host.a
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOST_CFLAGS) -o $@ \
		host/tests/unit/efi/stub.o host/common/efi/stub.o \
		host/libplat-host.a -lcmocka

tests/unit/%-fast.unit: hostfast/tests/unit/%-fast.o \
		hostfast/libplat-hostfast.a
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOSTFAST_CFLAGS) -o $@ $< \
		hostfast/libplat-hostfast.a -lcmocka -lfdt

tests/unit/%-tsan.unit: hosttsan/tests/unit/%-tsan.o \
		hosttsan/libplat-hosttsan.a
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOSTTSAN_CFLAGS) -o $@ $< \
		hosttsan/libplat-hosttsan.a -lcmocka

# The model of the allocator of frames for some minutes, on one lcpu that
# nobody else wants: for ./check --long.
.PHONY: frames-long
frames-long: tests/unit/memory/frame-fast.unit
	PLINTH_FRAME_OPERATIONS=100000000 nice -n 19 $<

# Made by a chain of implicit rules, and wanted the next time too.
.SECONDARY: $(unit_tests) $(unit_sources:%.c=host/%.o) \
	$(unit_sources:%.c=hostfast/%.o) $(unit_sources:%.c=hosttsan/%.o)

include tests/unit/cca/cca.mk
include tests/unit/paging/paging.mk
include tests/unit/share/share.mk
include tests/unit/thread/thread.mk
include tests/unit/vmem/vmem.mk
include tests/unit/xen/store.mk

# Firmware tables, compiled from what iasl reads.
unit_asl = \
	tests/unit/acpi/dsdt-ged.asl \
	tests/unit/acpi/dsdt-none.asl \
	tests/unit/acpi/dsdt.asl \
	tests/unit/acpi/fadt.asl \
	tests/unit/acpi/gtdt.asl \
	tests/unit/acpi/hpet.asl \
	tests/unit/acpi/madt-arm.asl \
	tests/unit/acpi/madt-pc.asl \
	tests/unit/acpi/mcfg.asl \
	tests/unit/acpi/rsdp.asl \
	tests/unit/acpi/rsdt.asl \
	tests/unit/acpi/spcr-arm.asl \
	tests/unit/acpi/spcr-pc.asl \
	tests/unit/acpi/ssdt.asl \
	tests/unit/acpi/xsdt.asl

unit_aml = $(unit_asl:.asl=.aml)
check_DATA += $(unit_aml)
EXTRA_DIST += $(unit_asl)
CLEANFILES += $(unit_aml)

tests/unit/acpi/%.aml: tests/unit/acpi/%.asl
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(IASL) -p $(@:.aml=) $< >$@.log 2>&1 || \
		{ cat $@.log; rm -f $@; exit 1; }; rm -f $@.log

# Devicetrees, compiled from source.
unit_dts = \
	tests/unit/fdt/cells.dts \
	tests/unit/fdt/cycle.dts \
	tests/unit/fdt/far.dts \
	tests/unit/fdt/odd.dts \
	tests/unit/fdt/parents.dts \
	tests/unit/fdt/smc.dts \
	tests/unit/fdt/virt.dts

unit_dtb = $(unit_dts:.dts=.dtb)
check_DATA += $(unit_dtb)
EXTRA_DIST += $(unit_dts)
CLEANFILES += $(unit_dtb)

tests/unit/fdt/%.dtb: tests/unit/fdt/%.dts
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(DTC) -qqq -f -I dts -O dtb -o $@ $<
