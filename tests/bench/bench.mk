# SPDX-License-Identifier: BSD-3-Clause
# make bench: every figure that the documents quote, counted, never timed.
#   BASELINE=FILE  what moved since FILE, the output of an earlier run
#   PROFILE=1      instead: which functions the instructions are in; PROFILE=64g:
#                  with 64 GiB
#   BENCH_APPEND   the command line that the image is given
#   BENCH_ON       the platforms: those of the library
BENCH_IMAGE = examples/hello
BENCH_APPEND =
BENCH_ON = $(bench_platforms)
BASELINE =
PROFILE =

bench_tests = tests/bench/figures.sh tests/bench/plugin.sh
TESTS += $(bench_tests)
$(bench_tests:.sh=.log): tests/checks/env.sh tests/bench/insncount.so

# Guests that mark what is counted: tests/bench/marks.h.
bench_counted = \
	tests/bench/frames \
	tests/bench/lcpus \
	tests/bench/paging \
	tests/bench/share \
	tests/bench/thread \
	tests/bench/vmem
bench_counted_xen = tests/bench/xen
bench_counted_pv = tests/bench/xen-pv
EXTRA_DIST += tests/bench/xen.c tests/bench/xen-pv.c
bench_platforms =
bench_programs =
if PLATFORM_KVM
bench_platforms += kvm
bench_programs += $(bench_counted)
endif
if PLATFORM_ARM_CCA
if HAVE_REALM_MONITOR
bench_platforms += arm-cca
bench_monitor = tests/rmm/rmm.img
endif
endif
if PLATFORM_XEN_PVH
if ISA_X86_64
bench_platforms += xen-pvh
bench_programs += $(bench_counted_xen)
endif
endif
if PLATFORM_XEN_PV
bench_platforms += xen-pv
bench_programs += $(bench_counted_pv)
endif
if ISA_X86_64
bench_several = $(filter-out $(firstword $(PLAT_PLATFORMS)),$(PLAT_PLATFORMS))
else
bench_several =
endif
EXTRA_PROGRAMS = $(bench_programs)
CLEANFILES += $(bench_programs)
$(bench_programs): plinth.ld libplat.a $(PLAT_LD_FILES)

# Programs for the build machine, which time themselves.
bench_host = tests/bench/host-frames tests/bench/host-paging
bench_host_sources = $(bench_host:=.c)
CLEANFILES += $(bench_host)
$(bench_host): %: hostfast/%.o hostfast/libplat-hostfast.a
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOSTFAST_CFLAGS) -o $@ $< \
		hostfast/libplat-hostfast.a -lpthread

bench_run = PYTHONDONTWRITEBYTECODE=1 $(PYTHON3) \
	$(srcdir)/tests/bench/bench.py --image $(BENCH_IMAGE) \
	--isa $(PLAT_ISA) --qemu $(QEMU) --plugin tests/bench/insncount.so \
	--nm $(NM) --strip $(PLAT_STRIP) --append '$(BENCH_APPEND)' \
	$(if $(BASELINE),--baseline '$(BASELINE)') \
	$(if $(PROFILE),--profile $(filter-out 1,$(PROFILE)))

.PHONY: bench
bench: tests/bench/insncount.so $(BENCH_IMAGE) $(bench_programs) \
		$(bench_host) $(bench_monitor)
	@$(if $(filter kvm,$(BENCH_ON)),$(bench_run) --platform kvm \
		$(bench_counted:%=--counted %))
	@$(if $(filter arm-cca,$(BENCH_ON)),$(bench_run) --platform arm-cca \
		--monitor $(bench_monitor))
	@$(if $(filter xen-pvh,$(BENCH_ON)),$(bench_run) --platform xen-pvh \
		$(bench_counted_xen:%=--counted %))
	@$(if $(filter xen-pv,$(BENCH_ON)),$(bench_run) --platform xen-pv \
		$(bench_counted_pv:%=--counted %))
	@$(if $(PROFILE)$(filter-out $(BENCH_ON),$(bench_platforms)),, \
		$(if $(bench_several),$(MAKE) $(AM_MAKEFLAGS) bench-single))
	@$(if $(PROFILE),,$(if $(filter kvm,$(BENCH_ON)), \
		for program in $(bench_host); do ./$$program; done))

# What it costs that an image is for several platforms.
.PHONY: bench-single
bench-single: tests/bench/insncount.so $(BENCH_IMAGE) $(bench_counted)
	@status=0; for platform in $(PLAT_PLATFORMS); do \
		PYTHONDONTWRITEBYTECODE=1 PYTHON3='$(PYTHON3)' \
		TOP_SRCDIR='$(abs_top_srcdir)' MAKE='$(MAKE)' \
		ISA='$(PLAT_ISA)' QEMU='$(QEMU)' NM='$(NM)' \
		STRIP='$(PLAT_STRIP)' $(SHELL) \
		$(srcdir)/tests/bench/single.sh $$platform $(BENCH_IMAGE) \
		$(bench_counted) || status=1; \
	done; exit $$status

tests/bench/insncount.so: $(srcdir)/tests/bench/insncount.c \
		$(srcdir)/tests/bench/plugin-abi.h
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) -std=gnu11 -O2 $(PLAT_WARN_CFLAGS) \
		-shared -fPIC -I$(srcdir) -o $@ \
		$(srcdir)/tests/bench/insncount.c

# binutils of one target have one prefix.
PLAT_STRIP = $(NM:%nm=%strip)

CLEANFILES += tests/bench/insncount.so
EXTRA_DIST += $(bench_tests) $(bench_host_sources) \
	tests/bench/single.sh tests/bench/bench.py tests/bench/figures.py tests/bench/insncount.c \
	tests/bench/host.h tests/bench/marks.h tests/bench/plugin-abi.h \
	tests/bench/known-arm64.S tests/bench/known-arm64.ld \
	tests/bench/known-x86_64.S tests/bench/known-x86_64.ld
