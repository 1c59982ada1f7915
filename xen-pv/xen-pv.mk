# SPDX-License-Identifier: BSD-3-Clause
# The xen-pv frontend: paravirtual domains of Xen, on x86_64.

# Needs no CPU and no Xen: in libplat.a, and tested on the build machine.
xen_pv_pure = \
	xen-pv/x86_64/start_info.c

xen_pv_x86_64 = \
	xen-pv/x86_64/bootinfo.c \
	xen-pv/x86_64/devices.c \
	xen-pv/x86_64/entry.S \
	xen-pv/x86_64/frontend.c \
	xen-pv/x86_64/irq.c \
	xen-pv/x86_64/lcpu.c \
	xen-pv/x86_64/lcpu_entry.S \
	xen-pv/x86_64/lcpus.c \
	xen-pv/x86_64/links.c \
	xen-pv/x86_64/p2m.c \
	xen-pv/x86_64/patch.c \
	xen-pv/x86_64/privileged.S \
	xen-pv/x86_64/tables.c \
	xen-pv/x86_64/timer.c \
	xen-pv/x86_64/traps.c \
	xen-pv/x86_64/traps_entry.S

# Whether records of privileged instructions are kept for a frontend.
if PLATFORM_XEN_PV
PLAT_LINK_PRIVILEGED = kept
libplat_a_SOURCES += $(xen_pv_pure) $(xen_pv_x86_64)
host_xen_pv = $(xen_pv_pure)
PLAT_LINK_SYMBOLS += plat_frontend_xen_pv plat_xen_pv_entry \
	plat_stage_xen_pv_irq
if !PLATFORM_KVM
if !PLATFORM_XEN_PVH
libplat_a_SOURCES += xen-pv/x86_64/elf_entry.S
PLAT_LINK_SYMBOLS += plat_elf_entry
endif
endif
else
PLAT_LINK_PRIVILEGED = dropped
endif
# On the way to main, for each table; and what is there only where tables are not
# written natively.
xen_pv_hot = common/x86_64/privileged.c common/paging/change.c common/paging/store.c \
	xen-pv/x86_64/p2m.c xen-pv/x86_64/tables.c
if PLATFORM_XEN_PV
$(xen_pv_hot:.c=.$(OBJEXT)): CFLAGS += $(PLAT_HOT_CFLAGS)
endif

xen-pv/x86_64/entry.$(OBJEXT) xen-pv/x86_64/lcpu_entry.$(OBJEXT) \
	xen-pv/x86_64/privileged.$(OBJEXT) \
	xen-pv/x86_64/traps_entry.$(OBJEXT): asm-offsets.h
EXTRA_DIST += $(xen_pv_pure) $(xen_pv_x86_64) xen-pv/README.md \
	xen-pv/x86_64/elf_entry.S \
	xen-pv/x86_64/privileged.h xen-pv/x86_64/reach.h \
	xen-pv/x86_64/start_info.h xen-pv/x86_64/traps.h \
	xen-pv/x86_64/vcpu.h xen-pv/x86_64/xen-pv.h
