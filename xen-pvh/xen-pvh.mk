# SPDX-License-Identifier: BSD-3-Clause
# The xen-pvh frontend: domains of Xen with hardware virtualisation.
xen_pvh_x86_64 = \
	xen-pvh/x86_64/bootinfo.c \
	xen-pvh/x86_64/devices.c \
	xen-pvh/x86_64/frontend.c

xen_pvh_arm64 = \
	xen-pvh/arm64/bootinfo.c \
	xen-pvh/arm64/devices.c \
	xen-pvh/arm64/frontend.c

if PLATFORM_XEN_PVH
PLAT_LINK_SYMBOLS += plat_frontend_xen_pvh
if ISA_X86_64
libplat_a_SOURCES += $(xen_pvh_x86_64)
PLAT_LINK_SYMBOLS += plat_pvh_entry
if !PLATFORM_KVM
libplat_a_SOURCES += common/pvh/entry.S xen-pvh/x86_64/entry.S
PLAT_LINK_SYMBOLS += plat_elf_entry
endif
else
libplat_a_SOURCES += $(xen_pvh_arm64)
endif
endif
EXTRA_DIST += $(xen_pvh_x86_64) $(xen_pvh_arm64) xen-pvh/README.md \
	xen-pvh/arm64/reach.h xen-pvh/arm64/xen-pvh.h \
	xen-pvh/x86_64/entry.S xen-pvh/x86_64/reach.h \
	xen-pvh/x86_64/xen-pvh.h
