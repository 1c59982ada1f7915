# SPDX-License-Identifier: BSD-3-Clause
# The installed API: one header a concept.
platincludedir = $(includedir)/plinth/plat
platinclude_HEADERS = \
	include/plat/attr.h \
	include/plat/bootinfo.h \
	include/plat/compiler.h \
	include/plat/early_map.h \
	include/plat/errno.h \
	include/plat/frame.h \
	include/plat/layout.h \
	include/plat/lock.h \
	include/plat/log.h \
	include/plat/mrd.h \
	include/plat/pt.h \
	include/plat/snapshot.h \
	include/plat/string.h \
	include/plat/types.h
nodist_platinclude_HEADERS = include/plat/config.h

platarchincludedir = $(includedir)/plinth/plat/arch
platarchinclude_HEADERS = common/$(PLAT_ISA)/include/plat/arch/cpu.h

pkgconfigdir = $(libdir)/pkgconfig
nodist_pkgconfig_DATA = plinth.pc
