# SPDX-License-Identifier: BSD-3-Clause
# The ld that puts the names of functions into an image. Compilers find it in
# the build tree with $(PLAT_LD_B), which is there once $(PLAT_LD_FILES) are.
ldwrappers = tools/ld/ld tools/ld/ld.bfd tools/ld/ld.lld
PLAT_LD_B = -B$(abs_builddir)/tools/ld
PLAT_LD_FILES = $(ldwrappers) tools/ld/mksyms

ldwrapperdir = $(libdir)/plinth/ld
ldwrapper_SCRIPTS = $(PLAT_LD_FILES)

mksyms_sources = $(srcdir)/tools/mksyms.c $(srcdir)/tools/mksyms-encode.c
tools/ld/mksyms: $(mksyms_sources) $(srcdir)/tools/mksyms-encode.h \
		$(srcdir)/common/symbols/table.h
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) -std=gnu11 -O2 $(PLAT_WARN_CFLAGS) \
		-I$(srcdir)/include -I$(srcdir) -o $@ $(mksyms_sources)

# What the compiler itself would call; what $(LD) is called, if that is gone.
$(ldwrappers): $(srcdir)/tools/ld-wrapper.in Makefile
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)path=`$(CC) -print-prog-name=ld` && \
	path=`command -v "$$path"` && \
	name=`basename $(firstword $(LD))` && \
	$(SED) -e "s|@LD_PATH@|$$path|" -e "s|@LD_NAME@|$$name|" \
		$(srcdir)/tools/ld-wrapper.in >$@.tmp && \
	chmod +x $@.tmp && mv $@.tmp $@

CLEANFILES += $(PLAT_LD_FILES)
EXTRA_DIST += tools/ld-wrapper.in tools/mksyms.c tools/mksyms-encode.c \
	tools/mksyms-encode.h

# mkbpt runs on the build machine, and is made of the page-table library
# itself. What each configured frontend's boot tables reach is its reach.h.
bpt_reach.h: Makefile
	$(AM_V_GEN)for p in $(PLAT_PLATFORMS); do \
	  echo "#include \"$$p/$(PLAT_ISA)/reach.h\""; done > $@

mkbpt$(BUILD_EXEEXT): tools/mkbpt.c bpt_reach.h $(common_paging) \
		$(common_paging_headers) $(PLAT_PLATFORMS:%=%/$(PLAT_ISA)/reach.h) \
		include/plat/pt.h \
		include/plat/layout.h include/plat/config.h
	$(AM_V_CCLD)$(CC_FOR_BUILD) -I$(builddir) $(HOST_CPPFLAGS) \
		-std=gnu11 -O1 $(PLAT_WARN_CFLAGS) -o $@ $(filter %.c,$^)

boot_tables.S: mkbpt$(BUILD_EXEEXT)
	$(AM_V_GEN)./mkbpt$(BUILD_EXEEXT) $(PLAT_ISA) > $@.tmp && mv $@.tmp $@

nodist_libplat_a_SOURCES += boot_tables.S

EXTRA_DIST += tools/mkbpt.c
CLEANFILES += bpt_reach.h mkbpt$(BUILD_EXEEXT) boot_tables.S

# What is installed beside the library, and what stays in the source.
dist_plinth_DATA = tools/plinth-gdb.py
dist_bin_SCRIPTS = tools/plat-crash tools/plat-run tools/plat-token
dist_man_MANS = docs/plat-crash.1 docs/plat-efi.1 docs/plat-run.1 \
	docs/plat-token.1
EXTRA_DIST += quickstart tools/fit-sections tests/lib/get-libfdt \
	tests/lib/get-packages tests/lib/get-qemu tests/lib/install.sh \
	tools/matrix docs/testing.md

# make dist would take a file named check for the target of that name.
dist-hook: dist-check-script
.PHONY: dist-check-script
dist-check-script:
	cp -p $(srcdir)/check $(distdir)/check
