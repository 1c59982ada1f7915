# SPDX-License-Identifier: BSD-3-Clause
# What all guests of Xen have.

# Needs no CPU and no Xen: in libplat.a, and tested on the build machine.
common_xen_pure = \
	common/xen/error.c \
	common/xen/fifo.c \
	common/xen/grant_table.c \
	common/xen/level2.c \
	common/xen/memmap.c \
	common/xen/ring.c \
	common/xen/store.c \
	common/xen/store_wire.c

common_xen = \
	common/xen/console.c \
	common/xen/console_drain.c \
	common/xen/control.c \
	common/xen/event.c \
	common/xen/grant.c \
	common/xen/notify.c \
	common/xen/param.c \
	common/xen/power.c \
	common/xen/shared.c \
	common/xen/store_link.c \
	common/xen/vcpu.c \
	common/xen/version.c \
	common/xen/wall.c \
	common/xen/watchdog.c

common_xen_x86_64 = \
	common/xen/x86_64/clock.c \
	common/xen/x86_64/find.c \
	common/xen/x86_64/hypercall.S \
	common/xen/x86_64/lcpu.c \
	common/xen/x86_64/lcpu_entry.S \
	common/xen/x86_64/upcall.c \
	common/xen/memory_map.c \
	common/xen/runstate.c \
	common/xen/timer.c

common_xen_arm64 = \
	common/xen/arm64/clock.c \
	common/xen/arm64/find.c \
	common/xen/arm64/hypercall.S \
	common/xen/arm64/lcpu.c \
	common/xen/arm64/runstate.c \
	common/xen/arm64/timer.c \
	common/xen/arm64/upcall.c

common_fast += common/xen/event.c common/xen/fifo.c common/xen/level2.c

if PLATFORM_XEN
libplat_a_SOURCES += $(common_xen_pure) $(common_xen)
host_xen = $(common_xen_pure)
PLAT_LINK_SYMBOLS += plat_stage_xen_console
PLAT_EVENTS_FROM += xen
if ISA_X86_64
libplat_a_SOURCES += $(common_xen_x86_64)
if !PLATFORM_XEN_PV
libplat_a_SOURCES += common/xen/x86_64/lcpu_host.c
endif
else
libplat_a_SOURCES += $(common_xen_arm64)
PLAT_WALL_FROM += xen
endif
else
libplat_a_SOURCES += common/lcpu/native.c
endif

if !PLATFORM_XEN_PV
libplat_a_SOURCES += common/time/native.c
endif

EXTRA_DIST += $(common_xen_pure) $(common_xen) $(common_xen_x86_64) \
	$(common_xen_arm64) common/lcpu/native.c common/time/native.c \
	common/xen/arm64/vcpu.h common/xen/x86_64/lcpu_host.c \
	common/xen/console.h common/xen/event.h common/xen/frame.h \
	common/xen/grant.h common/xen/param.h common/xen/port.h \
	common/xen/public.h common/xen/ring.h common/xen/shared.h \
	common/xen/store.h common/xen/xen.h
