# SPDX-License-Identifier: BSD-3-Clause
# The installed API: one header a concept.
platincludedir = $(includedir)/plinth/plat
platinclude_HEADERS = \
	include/plat/acpi.h \
	include/plat/atomic.h \
	include/plat/attr.h \
	include/plat/bootinfo.h \
	include/plat/cca.h \
	include/plat/cmdline.h \
	include/plat/compiler.h \
	include/plat/console.h \
	include/plat/crash.h \
	include/plat/dma.h \
	include/plat/early_map.h \
	include/plat/efi.h \
	include/plat/errno.h \
	include/plat/events.h \
	include/plat/fault.h \
	include/plat/fdt.h \
	include/plat/foreign.h \
	include/plat/frame.h \
	include/plat/frontend.h \
	include/plat/irq.h \
	include/plat/layout.h \
	include/plat/lcpu.h \
	include/plat/lcpu_data.h \
	include/plat/lcpu_ops.h \
	include/plat/lock.h \
	include/plat/log.h \
	include/plat/mmio.h \
	include/plat/mptable.h \
	include/plat/mrd.h \
	include/plat/multiboot.h \
	include/plat/paging.h \
	include/plat/power.h \
	include/plat/probe.h \
	include/plat/pt.h \
	include/plat/pvh.h \
	include/plat/share.h \
	include/plat/smccc.h \
	include/plat/snapshot.h \
	include/plat/stage.h \
	include/plat/string.h \
	include/plat/symbols.h \
	include/plat/thread.h \
	include/plat/time.h \
	include/plat/topology.h \
	include/plat/types.h \
	include/plat/view.h \
	include/plat/vmem.h

platxenincludedir = $(includedir)/plinth/plat/xen
platxeninclude_HEADERS = \
	include/plat/xen/event.h \
	include/plat/xen/grant.h \
	include/plat/xen/hypercall.h \
	include/plat/xen/runstate.h \
	include/plat/xen/store.h \
	include/plat/xen/timer.h \
	include/plat/xen/watchdog.h

nodist_platinclude_HEADERS = include/plat/config.h

# Those of the other ISAs go into a tarball, too.
EXTRA_DIST += \
	common/arm64/include/plat/arch/cpu.h \
	common/arm64/include/plat/arch/efi.h \
	common/arm64/include/plat/arch/io.h \
	common/arm64/include/plat/arch/lcpu_data.h \
	common/arm64/include/plat/arch/mmu.h \
	common/arm64/include/plat/arch/pt.h \
	common/x86_64/include/plat/arch/cpu.h \
	common/x86_64/include/plat/arch/efi.h \
	common/x86_64/include/plat/arch/io.h \
	common/x86_64/include/plat/arch/lcpu_data.h \
	common/x86_64/include/plat/arch/mmu.h \
	common/x86_64/include/plat/arch/msr.h \
	common/x86_64/include/plat/arch/privileged.h \
	common/x86_64/include/plat/arch/pt.h

platarchincludedir = $(includedir)/plinth/plat/arch
platarchinclude_HEADERS = \
	common/$(PLAT_ISA)/include/plat/arch/cpu.h \
	common/$(PLAT_ISA)/include/plat/arch/io.h \
	common/$(PLAT_ISA)/include/plat/arch/lcpu_data.h \
	common/$(PLAT_ISA)/include/plat/arch/mmu.h
if ISA_X86_64
platarchinclude_HEADERS += common/x86_64/include/plat/arch/msr.h \
	common/x86_64/include/plat/arch/privileged.h
endif

pkgconfigdir = $(libdir)/pkgconfig
nodist_pkgconfig_DATA = plinth.pc
