# SPDX-License-Identifier: BSD-3-Clause
# What is shared with the host, with the direct map that shows it: the test
# brings all that is around them.
unit_share_objects = $(addprefix host/,common/lock/debug.o \
	common/lock/spinlock.o common/memory/mrd.o common/memory/share.o \
	common/paging/direct.o common/paging/tables.o \
	$(common_paging:.c=.o) tests/host/cpu.o tests/host/lcpu.o \
	tests/unit/share/share.o)
unit_share_tests = tests/unit/share/share.unit
TESTS += $(unit_share_tests)
EXTRA_DIST += tests/unit/share/share.c
CLEANFILES += $(unit_share_tests)

host/common/memory/share.o host/tests/unit/share/share.o: \
	HOST_CPPFLAGS := -I$(srcdir)/tests/host/direct $(HOST_CPPFLAGS)

tests/unit/share/share.unit: $(unit_share_objects)
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOST_CFLAGS) -o $@ $^ -lcmocka -lpthread
