# SPDX-License-Identifier: BSD-3-Clause
# The realm monitor for tests, and the guest that tests it: for arm64, where
# the guest's mbedTLS is at hand (configure's --with-mbedtls).
if ISA_ARM64
realm_tests = tests/rmm/monitor.sh tests/rmm/linux.sh tests/rmm/attest.sh
TESTS += $(realm_tests)
endif

if HAVE_REALM_MONITOR
check_PROGRAMS += tests/rmm/rmm tests/rmm/guest/guest
realm_images = tests/rmm/rmm.img tests/rmm/guest/guest.img
check_DATA += $(realm_images)
CLEANFILES += $(realm_images)

# What plat-run --on arm-cca needs, beside it.
rmmdir = $(datadir)/plinth/rmm
rmm_DATA = tests/rmm/rmm.img
endif

# Boots that are for every platform or for any arm64, as realms, of the same
# images: made here of those for kvm, with the same names, in
# tests/boots/arm-cca/. What cannot run there is a line in tests/exclusions.
# Of those for arm64 alone, the realm monitor's machine is that of no boot that
# has firmware, a GIC, or memory laid out in its own way.
realm_boots_any = $(boots_any:tests/boots/%=tests/boots/arm-cca/arm64/%)
realm_boots_arm64 = $(realm_picked:%=tests/boots/arm-cca/arm64/%.boot)
realm_picked = \
	atomics-cortex-a53 \
	code-cortex-a53 \
	console-address \
	console-unknown \
	crash-lcpus-irqs-off \
	fault-after-call \
	fault-before-call \
	fault-branch-target \
	fault-breakpoint \
	fault-leaf \
	fault-misaligned \
	fault-misaligned-pc \
	fault-misaligned-stack \
	fault-no-stack \
	fault-non-canonical \
	fault-registers \
	fault-return-address \
	fault-system-call \
	frames-irq-cortex-a53 \
	hello-64m \
	hello-cortex-a53 \
	hello-cortex-a57 \
	hello-cortex-a72 \
	hello-img \
	hello-max \
	hello-max-lpa2-off \
	hello-max-pauth-off \
	hello-neoverse-n1 \
	lcpu-fault \
	lcpu-fault-overflow \
	lcpu-state \
	lcpu-state-cortex-a53 \
	lcpu-stranger \
	lcpu-twice \
	pagetables-cortex-a53 \
	pagetables-max-lpa2-off \
	paging-cortex-a53 \
	paging-lpa2-off \
	psci \
	regions \
	timing
realm_made = { cat $< && echo 'platform = arm-cca' $(realm_more); } >$@.tmp && \
	mv $@.tmp $@

# An lcpu that is polled for, and does not answer, keeps the one thread that all
# CPUs of a realm have in QEMU: these have one each.
realm_parallel = crash-lcpus crash-lcpus-irqs-off
$(realm_parallel:%=tests/boots/arm-cca/arm64/%.boot): \
	realm_more = && echo 'accel = tcg,thread=multi'
$(realm_boots_any): tests/boots/arm-cca/arm64/%.boot: tests/boots/%.boot
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(realm_made)
$(realm_boots_arm64): \
		tests/boots/arm-cca/arm64/%.boot: tests/boots/arm64/%.boot
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(realm_made)
CLEANFILES += $(realm_boots_any) $(realm_boots_arm64)
MOSTLYCLEANFILES += tests/boots/*/*/*.boot.result

# What a host can do to a realm, and what only a realm has.
realm_fault_boots = \
	tests/rmm/boots/arm64/attest-no-challenge.boot \
	tests/rmm/boots/arm64/attest-sha512.boot \
	tests/rmm/boots/arm64/attest.boot \
	tests/rmm/boots/arm64/deny.boot \
	tests/rmm/boots/arm64/destroyed.boot \
	tests/rmm/boots/arm64/device-in-image.boot \
	tests/rmm/boots/arm64/empty-lcpus.boot \
	tests/rmm/boots/arm64/empty.boot \
	tests/rmm/boots/arm64/flip-gic.boot \
	tests/rmm/boots/arm64/lie-gic.boot \
	tests/rmm/boots/arm64/lie-gicr-lcpus.boot \
	tests/rmm/boots/arm64/lie-gicr.boot \
	tests/rmm/boots/arm64/flip-rtc.boot \
	tests/rmm/boots/arm64/flip-uart.boot \
	tests/rmm/boots/arm64/get-pages.boot \
	tests/rmm/boots/arm64/gic-largest.boot \
	tests/rmm/boots/arm64/hvc.boot \
	tests/rmm/boots/arm64/interrupts.boot \
	tests/rmm/boots/arm64/ipa-36-pages.boot \
	tests/rmm/boots/arm64/ipa-36.boot \
	tests/rmm/boots/arm64/ipa-40.boot \
	tests/rmm/boots/arm64/irqs-beyond.boot \
	tests/rmm/boots/arm64/irqs-lcpus.boot \
	tests/rmm/boots/arm64/irqs.boot \
	tests/rmm/boots/arm64/misplaced-40-bits.boot \
	tests/rmm/boots/arm64/misplaced.boot \
	tests/rmm/boots/arm64/reject.boot \
	tests/rmm/boots/arm64/rtc-never-set.boot \
	tests/rmm/boots/arm64/seed-max.boot \
	tests/rmm/boots/arm64/seed.boot \
	tests/rmm/boots/arm64/set-nothing.boot \
	tests/rmm/boots/arm64/set-pages.boot \
	tests/rmm/boots/arm64/share-calls-steps.boot \
	tests/rmm/boots/arm64/share-calls.boot \
	tests/rmm/boots/arm64/stall.boot \
	tests/rmm/boots/arm64/tree-shared.boot \
	tests/rmm/boots/arm64/uart-stuck.boot \
	tests/rmm/boots/arm64/version-newer.boot \
	tests/rmm/boots/arm64/version-older.boot \
	tests/rmm/boots/arm64/walk-40-bits.boot \
	tests/rmm/boots/arm64/walk.boot
EXTRA_DIST += $(realm_fault_boots)
MOSTLYCLEANFILES += tests/rmm/boots/*/*.boot.result

if ISA_ARM64
if PLATFORM_ARM_CCA
realm_boots = $(realm_boots_any) $(realm_boots_arm64) $(realm_fault_boots)
endif
endif
# For make alone: tests/xen/xen.mk tells why.
$(eval boots += $$(realm_boots))
$(realm_boots:.boot=.log): $(realm_images)

# Neither is a guest of the kit: of libplat.a they take strings and formatting.
realm_cflags = $(AM_CFLAGS) -mno-outline-atomics
realm_link = -nostdlib -static -Wl,--build-id=none

tests_rmm_rmm_SOURCES = \
	tests/rmm/console.c \
	tests/rmm/cpu.c \
	tests/rmm/crypto.c \
	tests/rmm/host.c \
	tests/rmm/irq.c \
	tests/rmm/libc.c \
	tests/rmm/main.c \
	tests/rmm/measure.c \
	tests/rmm/memory.c \
	tests/rmm/mmio.c \
	tests/rmm/mmu.c \
	tests/rmm/options.c \
	tests/rmm/psci.c \
	tests/rmm/realm.c \
	tests/rmm/rmm.h \
	tests/rmm/rsi.c \
	tests/rmm/start.S \
	tests/rmm/token.c \
	tests/rmm/trap.c
tests_rmm_rmm_CPPFLAGS = $(AM_CPPFLAGS) $(PLAT_MBEDTLS_CPPFLAGS)
tests_rmm_rmm_CFLAGS = $(realm_cflags)
tests_rmm_rmm_LDFLAGS = $(realm_link) -Wl,-T,$(srcdir)/tests/rmm/rmm.ld
tests_rmm_rmm_LDADD = libplat.a $(PLAT_LIBS) $(PLAT_MBEDTLS_LIBS) \
	libplat.a $(PLAT_LIBS)
tests_rmm_rmm_DEPENDENCIES = libplat.a tests/rmm/rmm.ld

tests_rmm_guest_guest_SOURCES = \
	tests/rmm/guest/calls.c \
	tests/rmm/guest/cpus.c \
	tests/rmm/guest/guest.c \
	tests/rmm/guest/guest.h \
	tests/rmm/guest/memory.c \
	tests/rmm/guest/start.S \
	tests/rmm/guest/token.c
# Its MMU is off: all memory is device memory.
tests_rmm_guest_guest_CFLAGS = $(realm_cflags) -mstrict-align
tests_rmm_guest_guest_LDFLAGS = $(realm_link) \
	-Wl,-T,$(srcdir)/tests/rmm/guest/guest.ld
tests_rmm_guest_guest_LDADD = libplat.a $(PLAT_LIBS) libplat.a
tests_rmm_guest_guest_DEPENDENCIES = libplat.a tests/rmm/guest/guest.ld

$(realm_tests:.sh=.log): tests/checks/env.sh $(realm_images)
if PLATFORM_ARM_CCA
tests/rmm/attest.log: examples/attest.img
endif

EXTRA_DIST += tests/rmm/monitor.sh tests/rmm/linux.sh tests/rmm/attest.sh \
	docs/arm-cca.md docs/threat-model.md tests/rmm/cpak.pem tests/rmm/get-linux \
	tests/rmm/guest/guest.ld tests/rmm/mkinitrd tests/rmm/rim.py \
	tests/rmm/rmm.ld tests/rmm/run-realm \
	tests/lib/token.sh docs/realm-monitor.md
