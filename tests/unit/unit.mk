# SPDX-License-Identifier: BSD-3-Clause
# Unit tests: tests/unit/X.c tests common/.../X.c with cmocka, on the host.
unit_sources = \
	tests/unit/errno.c

unit_tests = $(unit_sources:.c=.unit)
TESTS += $(unit_tests)
EXTRA_DIST += $(unit_sources)

# cmocka writes TAP where it is asked to.
UNIT_LOG_COMPILER = env CMOCKA_MESSAGE_OUTPUT=TAP

tests/unit/%.unit: host/tests/unit/%.o host/libplat-host.a
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOST_CFLAGS) -o $@ $< \
		host/libplat-host.a -lcmocka -lfdt

CLEANFILES += $(unit_tests)
