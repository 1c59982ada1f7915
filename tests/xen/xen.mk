# SPDX-License-Identifier: BSD-3-Clause
# The test bed for Xen: a real Xen and dom0 in QEMU, of Debian's packages.
# docs/testing.md says how it is used.
#
# The bed is tested with a domain of its own, which is not made of libplat.a.
xen_bed_boots_x86_64 = \
	tests/xen/boots/x86_64/pv-dom0.boot \
	tests/xen/boots/x86_64/pv-fault.boot \
	tests/xen/boots/x86_64/pv-module.boot \
	tests/xen/boots/x86_64/pv-poweroff.boot \
	tests/xen/boots/x86_64/pv-privileged.boot \
	tests/xen/boots/x86_64/pvh-action-failed.boot \
	tests/xen/boots/x86_64/pvh-action.boot \
	tests/xen/boots/x86_64/pvh-crash-denied.boot \
	tests/xen/boots/x86_64/pvh-crash-said.boot \
	tests/xen/boots/x86_64/pvh-crash.boot \
	tests/xen/boots/x86_64/pvh-dom0.boot \
	tests/xen/boots/x86_64/pvh-end.boot \
	tests/xen/boots/x86_64/pvh-fault.boot \
	tests/xen/boots/x86_64/pvh-hang.boot \
	tests/xen/boots/x86_64/pvh-lost.boot \
	tests/xen/boots/x86_64/pvh-module.boot \
	tests/xen/boots/x86_64/pvh-off.boot \
	tests/xen/boots/x86_64/pvh-port-e9.boot \
	tests/xen/boots/x86_64/pvh-poweroff-crashed.boot \
	tests/xen/boots/x86_64/pvh-poweroff.boot \
	tests/xen/boots/x86_64/pvh-quotes.boot \
	tests/xen/boots/x86_64/pvh-reboot.boot \
	tests/xen/boots/x86_64/pvh-refused.boot \
	tests/xen/boots/x86_64/pvh-status.boot \
	tests/xen/boots/x86_64/pvh-vcpus.boot \
	tests/xen/boots/x86_64/pvh-watchdog.boot
xen_bed_boots_arm64 = \
	tests/xen/boots/arm64/dom0less-crash.boot \
	tests/xen/boots/arm64/dom0less-hang.boot \
	tests/xen/boots/arm64/dom0less-poweroff.boot \
	tests/xen/boots/arm64/pvh-action.boot \
	tests/xen/boots/arm64/pvh-crash.boot \
	tests/xen/boots/arm64/pvh-poweroff.boot \
	tests/xen/boots/arm64/pvh-reboot.boot

# Boots that are for every platform, on xen-pvh: made here of those for kvm,
# with the same names in tests/boots/xen-pvh/. What cannot run there is a line
# in tests/exclusions. Those in which lcpus halt most often run in a QEMU that
# keeps the interrupt shadow (docs/testing.md).
xen_pvh_boots_any = $(boots_any:tests/boots/%=tests/boots/xen-pvh/%)
if ISA_X86_64
xen_pvh_newer = tests/boots/xen-pvh/threadst%.boot
endif
$(xen_pvh_boots_any): tests/boots/xen-pvh/%.boot: tests/boots/%.boot
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(SED) -e '/^image = /i platform = xen-pvh' \
		$(if $(filter $(xen_pvh_newer),$@),-e '$$a qemu = 10.0') \
		$< >$@.tmp && mv $@.tmp $@
CLEANFILES += $(xen_pvh_boots_any)

# Boots of what only a domain of Xen's has.
xen_pvh_boots_own = \
	tests/boots/xen-console.boot \
	tests/boots/xen-events-1.boot \
	tests/boots/xen-events-2-level.boot \
	tests/boots/xen-events-2.boot \
	tests/boots/xen-events-4.boot \
	tests/boots/xen-events-40.boot \
	tests/boots/xen-events-8.boot \
	tests/boots/xen-grants-2.boot \
	tests/boots/xen-grants-threads.boot \
	tests/boots/xen-grants-mapped.boot \
	tests/boots/xen-grants.boot \
	tests/boots/xen-hostile-console.boot \
	tests/boots/xen-hostile-events.boot \
	tests/boots/xen-hostile-store.boot \
	tests/boots/xen-lcpus-2.boot \
	tests/boots/xen-lcpus-4.boot \
	tests/boots/xen-lcpus-8.boot \
	tests/boots/xen-look-1.boot \
	tests/boots/xen-look-2.boot \
	tests/boots/xen-look-4.boot \
	tests/boots/xen-look-crash-1.boot \
	tests/boots/xen-look-crash-2.boot \
	tests/boots/xen-look-crash-4.boot \
	tests/boots/xen-off.boot \
	tests/boots/xen-reboot.boot \
	tests/boots/xen-runstate.boot \
	tests/boots/xen-shutdown-threads.boot \
	tests/boots/xen-shutdown-wait.boot \
	tests/boots/xen-shutdown.boot \
	tests/boots/xen-store-conflict.boot \
	tests/boots/xen-store-dom0.boot \
	tests/boots/xen-store-large.boot \
	tests/boots/xen-store-threads.boot \
	tests/boots/xen-store-watches.boot \
	tests/boots/xen-store.boot \
	tests/boots/xen-watchdog-bites.boot \
	tests/boots/xen-watchdog.boot
xen_pvh_boots_x86_64 = \
	tests/boots/x86_64/xen-grants-2-mapped.boot \
	tests/boots/x86_64/xen-least-ram.boot \
	tests/boots/x86_64/xen-look-grants-2.boot \
	tests/boots/x86_64/xen-look-lies.boot \
	tests/boots/x86_64/xen-look-lies-crash.boot \
	tests/boots/x86_64/xen-nmi.boot \
	tests/boots/x86_64/xen-regions.boot \
	tests/boots/x86_64/xen-startinfo-magic.boot \
	tests/boots/x86_64/xen-startinfo-memmap.boot \
	tests/boots/x86_64/xen-startinfo-memmap-entries.boot \
	tests/boots/x86_64/xen-startinfo-modules.boot \
	tests/boots/x86_64/xen-startinfo-nr-modules.boot \
	tests/boots/x86_64/xen-startinfo-texts.boot \
	tests/boots/x86_64/xen-startinfo-version.boot \
	tests/boots/x86_64/xen-startinfo-where.boot \
	tests/boots/x86_64/xen-store-absent.boot \
	tests/boots/x86_64/xen-timing.boot
xen_pvh_boots_arm64 = \
	tests/boots/arm64/xen-dom0less.boot \
	tests/boots/arm64/xen-dom0less-lcpus.boot \
	tests/boots/arm64/xen-dom0less-regions.boot \
	tests/boots/arm64/xen-dom0less-store-absent.boot \
	tests/boots/arm64/xen-dom0less-wall.boot \
	tests/boots/arm64/xen-least-ram.boot \
	tests/boots/arm64/xen-look-2-level.boot \
	tests/boots/arm64/xen-look-lies.boot \
	tests/boots/arm64/xen-look-lies-crash.boot \
	tests/boots/arm64/xen-regions.boot
EXTRA_DIST += $(xen_pvh_boots_own) $(xen_pvh_boots_x86_64) \
	$(xen_pvh_boots_arm64)

# The same for a paravirtual domain, in tests/boots/xen-pv/: what is for every
# platform, and what is of Xen, but for what is about PVH.
xen_pv_boots_any = $(boots_any:tests/boots/%=tests/boots/xen-pv/%)
$(xen_pv_boots_any): tests/boots/xen-pv/%.boot: tests/boots/%.boot
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(SED) '/^image = /i platform = xen-pv' $< >$@.tmp && \
	mv $@.tmp $@
xen_pv_boots_own = $(xen_pvh_boots_own:tests/boots/%=tests/boots/xen-pv/%)
$(xen_pv_boots_own): tests/boots/xen-pv/%.boot: tests/boots/%.boot
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(SED) 's/^platform = xen-pvh/platform = xen-pv/' $< \
		>$@.tmp && mv $@.tmp $@
xen_pv_boots_x86_64 = \
	tests/boots/xen-pv/xen-grants-2-mapped.boot \
	tests/boots/xen-pv/xen-look-grants-2.boot \
	tests/boots/xen-pv/xen-look-lies-crash.boot \
	tests/boots/xen-pv/xen-store-absent.boot \
	tests/boots/xen-pv/xen-timing.boot
$(xen_pv_boots_x86_64): tests/boots/xen-pv/%.boot: tests/boots/x86_64/%.boot
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(SED) 's/^platform = xen-pvh/platform = xen-pv/' $< \
		>$@.tmp && mv $@.tmp $@
CLEANFILES += $(xen_pv_boots_any) $(xen_pv_boots_own) $(xen_pv_boots_x86_64)
xen_pv_boots_only = \
	tests/boots/x86_64/xen-pv-crash-lcpus.boot \
	tests/boots/x86_64/xen-pv-least-ram.boot \
	tests/boots/x86_64/xen-pv-look-lies.boot \
	tests/boots/x86_64/xen-pv-nmi.boot
EXTRA_DIST += $(xen_pv_boots_only)

# Boots of the frontends, if they are built.
xen_frontend_boots =
if PLATFORM_XEN_PVH
xen_frontend_boots += $(xen_pvh_boots_any) $(xen_pvh_boots_own)
if ISA_X86_64
xen_frontend_boots += $(xen_pvh_boots_x86_64)
else
xen_frontend_boots += $(xen_pvh_boots_arm64)
endif
endif
if PLATFORM_XEN_PV
xen_frontend_boots += $(xen_pv_boots_any) $(xen_pv_boots_own) \
	$(xen_pv_boots_x86_64) $(xen_pv_boots_only)
endif
# Automake would take the substitutions above for ones of suffixes: so this is
# for make alone.
$(eval boots += $$(xen_frontend_boots))

xen_boots = $(xen_bed_boots) $(xen_frontend_boots)
if ISA_X86_64
xen_bed_boots = $(xen_bed_boots_x86_64)
else
xen_bed_boots = $(xen_bed_boots_arm64)
endif
TESTS += $(xen_bed_boots) tests/xen/selftest.sh
isa_tests += $(xen_bed_boots)
EXTRA_DIST += $(xen_bed_boots_x86_64) $(xen_bed_boots_arm64) \
	tests/xen/guest-arm64.S tests/xen/guest-arm64.ld \
	tests/xen/guest-x86_64.S tests/xen/guest-x86_64.ld \
	tests/xen/module.txt tests/xen/run-boots tests/xen/selftest.sh

# What dom0 runs beside a guest: static, of libxen-dev, for dom0's ISA. Where
# arm64's cannot be had, the boots are skipped with the reason.
dom0_tools = tests/xen/mapgrant tests/xen/xlook/xlook
if PLATFORM_XEN
check_DATA += $(dom0_tools)
endif
CLEANFILES += $(dom0_tools)
dom0_libs = -lxenctrl -lxencall -lxenforeignmemory -lxendevicemodel \
	-lxenevtchn -lxengnttab -lxentoollog -lxentoolcore -lpthread
if ISA_X86_64
dom0_cc = $(CC_FOR_BUILD)
tests/xen/libxen:
	$(AM_V_at)$(MKDIR_P) $@
else
dom0_cc = $(CC) -idirafter tests/xen/libxen/usr/include \
	-Ltests/xen/libxen/usr/lib/aarch64-linux-gnu
tests/xen/libxen: tests/lib/get-packages
	$(AM_V_GEN)$(srcdir)/tests/lib/get-packages arm64 $@ libxen-dev || { \
	$(MKDIR_P) $@ && \
	echo "no tool: libxen-dev of arm64 cannot be had" >$@/no-tool; }
endif
clean-local: clean-libxen
.PHONY: clean-libxen
clean-libxen:
	rm -rf tests/xen/libxen
dom0_link = $(MKDIR_P) $(@D) && if [ -e tests/xen/libxen/no-tool ]; \
	then cp tests/xen/libxen/no-tool $@; else \
	$(dom0_cc) -O2 $(PLAT_WARN_CFLAGS) -I$(srcdir) -static -o $@ \
	$(filter %.c,$^) $(dom0_libs); fi
EXTRA_DIST += tests/xen/mapgrant.c tests/lib/get-packages
tests/xen/mapgrant: tests/xen/mapgrant.c | tests/xen/libxen
	$(AM_V_CCLD)$(dom0_link)
xlook_files = \
	tests/xen/xlook/domain.c \
	tests/xen/xlook/said.c \
	tests/xen/xlook/tables.c \
	tests/xen/xlook/xlook.c
xlook_files_x86_64 = tests/xen/xlook/pv.c tests/xen/xlook/x86_64.c
xlook_files_arm64 = tests/xen/xlook/arm64.c
xlook_headers = tests/xen/xlook/isa.h tests/xen/xlook/pv.h \
	tests/xen/xlook/xlook.h
EXTRA_DIST += $(xlook_files) $(xlook_files_x86_64) $(xlook_files_arm64) \
	$(xlook_headers) tests/xen/xlook/lie
tests/xen/xlook/xlook: $(xlook_files) $(xlook_files_@PLAT_ISA@) \
		$(xlook_headers) | tests/xen/libxen
	$(AM_V_CCLD)$(dom0_link)

check_DATA += tests/xen/guest
CLEANFILES += tests/xen/guest tests/xen/guest.o
MOSTLYCLEANFILES += tests/xen/boots/*/*.boot.result* \
	tests/boots/*/*.boot.result-xen
tests/xen/guest: tests/xen/guest-$(PLAT_ISA).S tests/xen/guest-$(PLAT_ISA).ld
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(CCAS) $(AM_CCASFLAGS) -c -o $@.o $< && \
	$(LD) --no-warn-rwx-segments -T $(filter %.ld,$^) -o $@ $@.o

# All that xl is to make in one "make check" is run in as few boots of Xen as
# will do; then each boot is judged by itself, from what was kept of it.
xen_wanted = $(filter $(xen_boots:.boot=.log),$(TEST_LOGS))
.PHONY: xen-boots
xen-boots: tests/xen/guest examples/hello $(guest_tests) \
		$(filter $(xen_pvh_boots_any) $(xen_pv_boots_any) \
			$(xen_pv_boots_own) $(xen_pv_boots_x86_64),$(xen_wanted:.log=.boot))
	$(AM_V_at)$(PYTHON3) $(srcdir)/tests/xen/run-boots \
		$(AM_BOOT_LOG_FLAGS) $(xen_wanted:.log=.boot)
$(xen_boots:.boot=.log): xen-boots

# What plat-run --on xen-pvh needs, beside it.
xenbeddir = $(datadir)/plinth/xen
dist_xenbed_DATA = tests/xen/bed.py tests/xen/dom0.py tests/xen/packages.py
dist_xenbed_SCRIPTS = tests/xen/dom0-init tests/xen/run-guest
