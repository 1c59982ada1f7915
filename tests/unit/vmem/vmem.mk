# SPDX-License-Identifier: BSD-3-Clause
# Ranges of addresses: each test with the machine below them, world.c.
unit_vmem_sources = \
	tests/unit/vmem/model.c \
	tests/unit/vmem/vmem.c

unit_vmem_tests = $(unit_vmem_sources:.c=.unit) \
	tests/unit/vmem/faults-tsan.unit tests/unit/vmem/model-long.unit
TESTS += $(unit_vmem_tests)
EXTRA_DIST += $(unit_vmem_sources) tests/unit/vmem/faults-tsan.c \
	tests/unit/vmem/world.c tests/unit/vmem/world.h
CLEANFILES += $(unit_vmem_tests)

$(unit_vmem_sources:.c=.unit): %.unit: host/%.o \
		host/tests/unit/vmem/world.o host/libplat-host.a
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOST_CFLAGS) -o $@ $< \
		host/tests/unit/vmem/world.o host/libplat-host.a -lcmocka

# The model test, short under the sanitizers, and long without them.
host/tests/unit/vmem/model.o: HOST_CPPFLAGS += -DMODEL_OPS=30000
hostfast/tests/unit/vmem/model.o: HOST_CPPFLAGS += -DMODEL_OPS=1000000
tests/unit/vmem/model-long.unit: hostfast/tests/unit/vmem/model.o \
		hostfast/tests/unit/vmem/world.o hostfast/libplat-hostfast.a
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOSTFAST_CFLAGS) -o $@ $^ -lcmocka

# Several threads, with all that they share.
unit_vmem_tsan_objects = $(addprefix hosttsan/,tests/host/cpu.o \
	tests/host/lcpu.o tests/host/support.o \
	tests/unit/vmem/faults-tsan.o \
	tests/unit/vmem/world.o common/lock/debug.o common/lock/spinlock.o \
	common/log/format.o common/libplat/errno.o common/libplat/names.o \
	common/vmem/change.o common/vmem/fault.o common/vmem/pages.o \
	common/vmem/record.o common/vmem/tree.o common/vmem/vmem.o)
# The sanitizer does not know fences, and does not need this one: it is there
# for the CPU's own reads of the tables. (Which compiler knows the warning?)
hosttsan/common/vmem/pages.o: \
	HOSTTSAN_CFLAGS += -Wno-unknown-warning-option -Wno-tsan
tests/unit/vmem/faults-tsan.unit: $(unit_vmem_tsan_objects)
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOSTTSAN_CFLAGS) -o $@ $^ -lcmocka
