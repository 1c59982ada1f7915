# SPDX-License-Identifier: BSD-3-Clause
# Checks of the tree's and the archive's structure. Each runs alone, too:
# "make checks-env && ../tests/checks/X.sh" in the build directory.
structure_checks = \
	tests/checks/atomics.sh \
	tests/checks/crash.sh \
	tests/checks/deps.sh \
	tests/checks/efi.sh \
	tests/checks/flags.sh \
	tests/checks/gdb.sh \
	tests/checks/globals.sh \
	tests/checks/headers.sh \
	tests/checks/image.sh \
	tests/checks/ld.sh \
	tests/checks/privileged.sh \
	tests/checks/selftest.sh \
	tests/checks/style.sh \
	tests/checks/token.sh

TESTS += $(structure_checks)
check_DATA += tests/checks/env.sh

.PHONY: checks-env
checks-env: tests/checks/env.sh libplat.a $(PLAT_LD_FILES)

$(structure_checks:.sh=.log): tests/checks/env.sh libplat.a $(PLAT_LD_FILES)

examples = $(filter examples/%,$(noinst_PROGRAMS))
tests/checks/gdb.log: tests/guest/waits tests/guest/dump
tests/checks/image.log: $(examples)
# As many of an image's parts as there can be, together.
privileged_images = $(filter %/lcpus %/probe %/shootdown %/threadfp %/vmem \
	%/xen/events,$(guest_tests))
tests/checks/privileged.log: $(examples) $(privileged_images)
tests/checks/crash.log: tests/guest/dump tests/guest/dump-lcpus
tests/checks/efi.log: examples/hello $(noinst_DATA)

tests/checks/env.sh: Makefile
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN){ \
	  echo "TOP_SRCDIR='$(abs_top_srcdir)'"; \
	  echo "CC='$(CC)' CC_FOR_BUILD='$(CC_FOR_BUILD)'"; \
	  echo "NM='$(NM)' AR='$(AR)' PYTHON3='$(PYTHON3)'"; \
	  echo "OBJDUMP='$(OBJDUMP)'"; \
	  echo "ISA='$(PLAT_ISA)' HOST='$(host)'"; \
	  echo "QEMU='$(QEMU)' STRIP='$(PLAT_STRIP)'"; \
	  echo "PLATFORMS='$(PLAT_PLATFORMS)'"; \
	  echo "EXAMPLES='$(examples)'"; \
	  echo "PRIVILEGED_IMAGES='$(privileged_images)'"; \
	  echo "ABI_CFLAGS='$(PLAT_ABI_CFLAGS)'"; \
	  echo "CORE_CFLAGS='$(PLAT_CORE_CFLAGS)'"; \
	  echo "WARN_CFLAGS='$(PLAT_WARN_CFLAGS)'"; \
	  echo "COMPILE='$(COMPILE)'"; \
	} >$@.tmp && mv $@.tmp $@

CLEANFILES += tests/checks/env.sh
EXTRA_DIST += $(structure_checks) tests/checks/tap.sh \
	tests/checks/atomics.c tests/checks/atomics.py \
	tests/checks/arm64image.py tests/checks/crash.py tests/checks/csource.py tests/checks/deps.py \
	tests/checks/multiboot1.py tests/checks/notes.py tests/checks/pe.py \
	tests/checks/privileged.list tests/checks/privileged.py \
	tests/checks/style.py tests/checks/image.list \
	tests/checks/token.hex tests/checks/cca_tokens.py
