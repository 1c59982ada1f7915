# SPDX-License-Identifier: BSD-3-Clause
# With another end of the test's own.
unit_xen_tests = \
	tests/unit/xen/grant-tsan.unit \
	tests/unit/xen/store.unit
unit_xen_sources = $(unit_xen_tests:.unit=.c)
if PLATFORM_XEN
TESTS += $(unit_xen_tests)
endif
EXTRA_DIST += $(unit_xen_sources) tests/unit/xen/daemon.c \
	tests/unit/xen/daemon.h tests/unit/xen/grants.h
CLEANFILES += $(unit_xen_tests)

tests/unit/xen/store.unit: host/tests/unit/xen/store.o \
		host/tests/unit/xen/daemon.o host/libplat-host.a
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOST_CFLAGS) -o $@ $^ -lcmocka

tests/unit/xen/grant-tsan.unit: hosttsan/tests/unit/xen/grant-tsan.o \
		hosttsan/common/xen/grant_table.o \
		hosttsan/common/lock/spinlock.o hosttsan/tests/host/cpu.o \
		hosttsan/tests/host/lcpu.o hosttsan/common/lcpu/number.o
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOSTTSAN_CFLAGS) -o $@ $^ -lcmocka
