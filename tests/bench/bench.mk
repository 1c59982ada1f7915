# SPDX-License-Identifier: BSD-3-Clause
# make bench: every figure that the documents quote, counted, never timed.
#   BASELINE=FILE  what moved since FILE, the output of an earlier run
#   PROFILE=1      instead: which functions the instructions are in; PROFILE=64g:
#                  with 64 GiB
#   BENCH_APPEND   the command line that the image is given
BENCH_IMAGE = examples/hello
BENCH_APPEND =
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
	tests/bench/thread \
	tests/bench/vmem
EXTRA_PROGRAMS = $(bench_counted)
CLEANFILES += $(bench_counted)
$(bench_counted): plinth.ld libplat.a $(PLAT_LD_FILES)

# Programs for the build machine, which time themselves.
bench_host = tests/bench/host-frames tests/bench/host-paging
bench_host_sources = $(bench_host:=.c)
CLEANFILES += $(bench_host)
$(bench_host): %: hostfast/%.o hostfast/libplat-hostfast.a
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOSTFAST_CFLAGS) -o $@ $< \
		hostfast/libplat-hostfast.a -lpthread

.PHONY: bench
bench: tests/bench/insncount.so $(BENCH_IMAGE) $(bench_counted) $(bench_host)
	@PYTHONDONTWRITEBYTECODE=1 $(PYTHON3) $(srcdir)/tests/bench/bench.py \
		--image $(BENCH_IMAGE) --isa $(PLAT_ISA) --qemu $(QEMU) \
		--plugin tests/bench/insncount.so --nm $(NM) \
		--strip $(PLAT_STRIP) --append '$(BENCH_APPEND)' \
		$(bench_counted:%=--counted %) \
		$(if $(BASELINE),--baseline '$(BASELINE)') \
		$(if $(PROFILE),--profile $(filter-out 1,$(PROFILE)))
	@$(if $(PROFILE),,for program in $(bench_host); do ./$$program; done)

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
	tests/bench/bench.py tests/bench/figures.py tests/bench/insncount.c \
	tests/bench/host.h tests/bench/marks.h tests/bench/plugin-abi.h \
	tests/bench/known-arm64.S tests/bench/known-arm64.ld \
	tests/bench/known-x86_64.S tests/bench/known-x86_64.ld
