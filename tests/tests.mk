# SPDX-License-Identifier: BSD-3-Clause
# The tests: on the build machine, and in guests.
TAP = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
UNIT_LOG_DRIVER = $(TAP)
BOOT_LOG_DRIVER = $(TAP)
SH_LOG_DRIVER = $(TAP)

check-local: check-tools
.PHONY: check-tools
check-tools:
	@test -z "$(TEST_MISSING)" || { \
	  echo "make check: missing: apt-get install$(TEST_MISSING)," \
	       "then run configure again" >&2; exit 1; }

include tests/host/host.mk
include tests/unit/unit.mk
include tests/fuzz/fuzz.mk
include tests/guest/guest.mk
include tests/xen/xen.mk
include tests/checks/checks.mk
include tests/bench/bench.mk
include tests/rmm/rmm.mk

# Against the installed copy, with nothing but the recipe: the examples, and a
# frontend from outside the tree.
installcheck-local:
	PKG_CONFIG_PATH=$(DESTDIR)$(pkgconfigdir) CC='$(CC)' \
	PLAT_RUN='$(DESTDIR)$(bindir)/plat-run' \
	PLAT_EFI='$(DESTDIR)$(bindir)/plat-efi' PYTHON3='$(PYTHON3)' \
	STRIP='$(PLAT_STRIP)' PLAT_ISA='$(PLAT_ISA)' \
	$(SHELL) $(srcdir)/tests/installcheck $(srcdir) $(DESTDIR)$(prefix)

EXTRA_DIST += tests/installcheck tests/frontend-null/arm64.c \
	tests/frontend-null/x86_64.c
