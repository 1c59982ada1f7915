# SPDX-License-Identifier: BSD-3-Clause
# Fuzzing. A harness tests/fuzz/X.c is linked with libFuzzer (clang), and with
# replay.c, which runs the committed corpus in `make check`.
#
#   make fuzz-check          10^6 executions each; coverage must be 95 %
#   make fuzz FUZZ_SECONDS=n go on for n seconds each; FUZZ=X: only that one
FUZZ_SECONDS = 60
FUZZ_RUNS = 1000000
FUZZ_COVERAGE = 95
FUZZ = $(fuzz_names)

fuzz_sources = \
	tests/fuzz/acpi.c \
	tests/fuzz/cmdline.c \
	tests/fuzz/efi.c \
	tests/fuzz/fdt.c \
	tests/fuzz/memmap.c \
	tests/fuzz/mptable.c \
	tests/fuzz/multiboot1.c \
	tests/fuzz/multiboot2.c \
	tests/fuzz/pvh.c \
	tests/fuzz/rsi.c
fuzz_sources_xen = \
	tests/fuzz/xenevents.c \
	tests/fuzz/xenstore.c
fuzz_names_xen = $(notdir $(basename $(fuzz_sources_xen)))
EXTRA_DIST += $(fuzz_sources_xen)
if PLATFORM_XEN
fuzz_sources += $(fuzz_sources_xen)
endif
fuzz_sources_xen_pv = tests/fuzz/xenpv.c
EXTRA_DIST += $(fuzz_sources_xen_pv)
if PLATFORM_XEN_PV
fuzz_sources += $(fuzz_sources_xen_pv)
endif
fuzz_names = $(notdir $(basename $(fuzz_sources)))

# What a harness has to cover.
fuzz_covers_pvh = common/pvh/pvh.c common/bootinfo/loader.c
fuzz_covers_cmdline = common/boot/cmdline.c
fuzz_covers_efi = common/efi/map.c common/efi/parse.c common/efi/text.c
fuzz_covers_acpi = common/acpi/tables.c common/acpi/madt.c \
	common/acpi/fadt.c common/acpi/devices.c common/acpi/blocks.c \
	common/acpi/ged.c common/acpi/s5.c
fuzz_covers_fdt = common/fdt/fdt.c common/fdt/hypervisor.c common/fdt/irq.c \
	common/fdt/keys.c common/fdt/look.c common/fdt/node.c \
	common/fdt/walk.c common/fdt/words.c
fuzz_covers_multiboot1 = common/multiboot/multiboot1.c
fuzz_covers_multiboot2 = common/multiboot/multiboot2.c
fuzz_covers_memmap = common/memory/mrd.c
fuzz_covers_xenpv = xen-pv/x86_64/start_info.c
fuzz_covers_xenstore = common/xen/ring.c common/xen/store.c \
	common/xen/store_wire.c
fuzz_covers_xenevents = common/xen/fifo.c common/xen/level2.c
fuzz_covers_mptable = common/mptable/mptable.c
fuzz_covers_rsi = $(arm_cca_pure)

# What is covered of it, in %, where that is not FUZZ_COVERAGE.
fuzz_least_rsi = 98

# The corpus, under gcc's or clang's sanitizers, as unit tests.
fuzz_replayers = $(fuzz_sources:.c=.unit)
TESTS += $(fuzz_replayers)
CLEANFILES += $(fuzz_replayers)

tests/fuzz/%.unit: host/tests/fuzz/%.o host/tests/fuzz/fuzz.o \
		host/tests/fuzz/replay.o host/libplat-host.a
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOST_CFLAGS) -o $@ $^ -lfdt

# With the frontend, and the world around it in front of the library's.
tests/fuzz/rsi.unit: host/tests/fuzz/rsi.o host/tests/fuzz/fuzz.o \
		host/tests/fuzz/replay.o $(cca_pure_objects:%=host/%) \
		host/libplat-host.a
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOST_CFLAGS) -o $@ $^ -lfdt

.PRECIOUS: tests/fuzz/%.unit hostfuzz/%.o hostfuzz/fuzz-%

# The same sources once more, instrumented.
FUZZ_CFLAGS = -std=gnu11 -g -O2 -fno-omit-frame-pointer \
	-fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=all -fprofile-instr-generate \
	-fcoverage-mapping $(PLAT_WARN_CFLAGS)
fuzz_objects = $(host_sources:%.c=hostfuzz/%.o)

hostfuzz/%.o: %.c
	@test "$(FUZZ_CC)" != no || { \
	  echo "make fuzz: clang is missing: apt-get install clang llvm," \
	       "then run configure again" >&2; exit 1; }
	@$(MKDIR_P) $(@D)
	$(AM_V_CC)$(FUZZ_CC) $(HOST_CPPFLAGS) $(FUZZ_CFLAGS) -MMD -MP \
		-c -o $@ $<

hostfuzz/libplat-hostfuzz.a: $(fuzz_objects)
	$(AM_V_AR)rm -f $@ && ar cr $@ $(fuzz_objects)

hostfuzz/fuzz-%: hostfuzz/tests/fuzz/%.o hostfuzz/tests/fuzz/fuzz.o \
		hostfuzz/libplat-hostfuzz.a
	$(AM_V_CCLD)$(FUZZ_CC) $(FUZZ_CFLAGS) \
		-fsanitize=fuzzer,address,undefined -o $@ $^ -lfdt

hostfuzz/fuzz-rsi: hostfuzz/tests/fuzz/rsi.o hostfuzz/tests/fuzz/fuzz.o \
		$(cca_pure_objects:%=hostfuzz/%) hostfuzz/libplat-hostfuzz.a
	$(AM_V_CCLD)$(FUZZ_CC) $(FUZZ_CFLAGS) \
		-fsanitize=fuzzer,address,undefined -o $@ $^ -lfdt

.PHONY: fuzz fuzz-check clean-fuzz
fuzz: $(FUZZ:%=hostfuzz/fuzz-%)
	@for name in $(FUZZ); do \
	  $(MKDIR_P) hostfuzz/corpus/$$name || exit 1; \
	  dict=$(srcdir)/tests/fuzz/$$name.dict; \
	  test -f $$dict && dict=-dict=$$dict || dict=; \
	  echo "fuzz $$name: $(FUZZ_SECONDS) s"; \
	  LLVM_PROFILE_FILE=/dev/null ASAN_OPTIONS=detect_leaks=0 \
	  hostfuzz/fuzz-$$name -max_total_time=$(FUZZ_SECONDS) \
	    -max_len=4096 -timeout=10 -verbosity=0 -print_final_stats=1 \
	    -artifact_prefix=$$name- $$dict hostfuzz/corpus/$$name \
	    $(srcdir)/tests/fuzz/corpus/$$name || exit 1; \
	done

fuzz-check: $(FUZZ:%=hostfuzz/fuzz-%)
	@status=0; n=0; echo "1..$(words $(FUZZ))"; \
	$(foreach name,$(FUZZ),n=$$((n + 1)); \
	  $(srcdir)/tests/fuzz/coverage $$n $(name) hostfuzz/fuzz-$(name) \
	    $(srcdir)/tests/fuzz/corpus/$(name) $(FUZZ_RUNS) \
	    $(or $(fuzz_least_$(name)),$(FUZZ_COVERAGE)) \
	    $(addprefix $(srcdir)/,$(fuzz_covers_$(name))) || status=1;) \
	exit $$status

clean-local: clean-fuzz
clean-fuzz:
	rm -rf hostfuzz

-include $(wildcard hostfuzz/*/*.d hostfuzz/*/*/*.d hostfuzz/*/*/*/*.d)

EXTRA_DIST += $(fuzz_sources) tests/fuzz/fuzz.c \
	tests/fuzz/fuzz.h tests/fuzz/replay.c tests/fuzz/coverage \
	tests/fuzz/seeds tests/fuzz/corpus tests/fuzz/cmdline.dict \
	tests/fuzz/fdt.dict
