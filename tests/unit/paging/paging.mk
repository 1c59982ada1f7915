# SPDX-License-Identifier: BSD-3-Clause
# Page tables: each test with the machine around the tables, world.c.
unit_paging_sources = \
	tests/unit/paging/faults.c \
	tests/unit/paging/model.c \
	tests/unit/paging/pt.c \
	tests/unit/paging/space.c

unit_paging_tests = $(unit_paging_sources:.c=.unit) \
	tests/unit/paging/bpt.unit tests/unit/paging/model-long.unit
TESTS += $(unit_paging_tests)
EXTRA_DIST += $(unit_paging_sources) tests/unit/paging/bpt.c \
	tests/unit/paging/world.c tests/unit/paging/world.h
CLEANFILES += $(unit_paging_tests) tests/unit/paging/bpt.elf

tests/unit/paging/%.unit: host/tests/unit/paging/%.o \
		host/tests/unit/paging/world.o host/libplat-host.a
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOST_CFLAGS) -o $@ $< \
		host/tests/unit/paging/world.o host/libplat-host.a -lcmocka

# The lcpu's part of address spaces comes along.
unit_space_objects = host/common/arm64/asid.o host/common/x86_64/pcid.o
tests/unit/paging/space.unit: host/tests/unit/paging/space.o \
		host/tests/unit/paging/world.o $(unit_space_objects) \
		host/libplat-host.a
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOST_CFLAGS) -o $@ $< \
		host/tests/unit/paging/world.o $(unit_space_objects) \
		host/libplat-host.a -lcmocka

# The model test, short under the sanitizers, and long without them.
host/tests/unit/paging/model.o: \
	HOST_CPPFLAGS += -DMODEL_OPS=100000 -DMODEL_DEPTH=2
unit_model_long_sources = tests/unit/paging/model.c \
	tests/unit/paging/world.c $(common_paging)
tests/unit/paging/model-long.unit: $(unit_model_long_sources) \
		$(common_paging_headers) include/plat/pt.h \
		tests/unit/paging/world.h
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOST_CPPFLAGS) -std=gnu11 -O2 \
		$(PLAT_WARN_CFLAGS) -DMODEL_OPS=10000000 -DMODEL_DEPTH=3 \
		-o $@ $(filter %.c,$^) -lcmocka

# The boot tables, linked as in an image, and expanded by the test.
tests/unit/paging/bpt.elf: boot_tables.$(OBJEXT)
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(LD) -e 0 -o $@ $< \
		--section-start=.rodata=0xffffffff80200000 \
		--section-start=.page_tables.bpt=0xffffffff80300000 \
		--section-start=.page_tables.early=0xffffffff80400000
tests/unit/paging/bpt.unit: host/tests/unit/paging/bpt.o \
		tests/unit/paging/bpt.elf
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOST_CFLAGS) -o $@ $< -lcmocka
