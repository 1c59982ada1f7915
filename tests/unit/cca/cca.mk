# SPDX-License-Identifier: BSD-3-Clause
# The arm-cca frontend, as far as it needs no CPU, with a monitor and memory
# that a test makes up, world.c.
unit_cca_tests = tests/unit/cca/rsi.unit tests/unit/cca/trees.unit
TESTS += $(unit_cca_tests)
EXTRA_DIST += tests/unit/cca/rsi.c tests/unit/cca/trees.c \
	tests/unit/cca/world.c tests/unit/cca/world.h \
	tests/host/direct/plat/layout.h
CLEANFILES += $(unit_cca_tests)

cca_pure_objects = $(arm_cca_pure:.c=.o) tests/unit/cca/world.o

# These use the direct map.
host_direct = $(arm_cca_pure:.c=.o) tests/unit/cca/rsi.o \
	tests/unit/cca/world.o
$(host_direct:%=host/%) $(host_direct:%=hostfuzz/%): \
	HOST_CPPFLAGS := -I$(srcdir)/tests/host/direct $(HOST_CPPFLAGS)

$(unit_cca_tests): %.unit: host/%.o $(cca_pure_objects:%=host/%) \
		host/libplat-host.a
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOST_CFLAGS) -o $@ $^ -lcmocka -lfdt
