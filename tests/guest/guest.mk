# SPDX-License-Identifier: BSD-3-Clause
# Tests that run in a guest, and the boots that run them. docs/testing.md
# says how to add one.
#
# tests/guest/X.c becomes the image tests/guest/X, linked as examples/ are;
# tests/guest/ISA/X.c is only for that ISA.
guest_tests = \
	tests/guest/args \
	tests/guest/canary \
	tests/guest/emergency \
	tests/guest/fault \
	tests/guest/frames \
	tests/guest/frontend \
	tests/guest/huge \
	tests/guest/mmio \
	tests/guest/pagetables \
	tests/guest/reboot \
	tests/guest/regions \
	tests/guest/stages \
	tests/guest/status \
	tests/guest/timing \
	tests/guest/wall

if ISA_X86_64
guest_tests += tests/guest/x86_64/interrupts tests/guest/x86_64/vectors
endif
check_PROGRAMS += $(guest_tests)
$(guest_tests): plinth.ld libplat.a $(PLAT_LD_FILES)

# Images that die in their entry code: copies of hello, broken.
if ISA_X86_64
broken_images = \
	tests/guest/x86_64/entry-multiboot1 \
	tests/guest/x86_64/entry-multiboot2 \
	tests/guest/x86_64/entry-undefined
endif
breakimage = $(srcdir)/tests/guest/x86_64/breakimage
break = $(AM_V_GEN)$(MKDIR_P) $(@D) && \
	$(PYTHON3) $(breakimage) examples/hello $@
check_DATA += $(broken_images)
CLEANFILES += $(broken_images)
$(broken_images): examples/hello $(breakimage)
tests/guest/x86_64/entry-multiboot1:
	$(break) plat_multiboot1_entry
tests/guest/x86_64/entry-multiboot2:
	$(break) plat_multiboot2_entry
tests/guest/x86_64/entry-undefined:
	$(break) undefined

# Tests look at the inside of the core, and at the ISA's own way to do it.
tests_guest_fault_CPPFLAGS = $(guest_cppflags)
tests_guest_pagetables_CPPFLAGS = $(guest_cppflags)
guest_cppflags = $(AM_CPPFLAGS) -I$(srcdir)/tests/guest/$(PLAT_ISA)

# Guests use floating point: only the core does not.
guest_cflags = $(PLAT_ABI_CFLAGS) $(PLAT_WARN_CFLAGS)
tests_guest_x86_64_interrupts_CFLAGS = $(guest_cflags)

# tests/boots/X.boot: one boot, what it proves and what must come of it.
boots = \
	tests/boots/args-direct.boot \
	tests/boots/args-mb1.boot \
	tests/boots/args-mb2.boot \
	tests/boots/canary.boot \
	tests/boots/canary-no-rdrand.boot \
	tests/boots/console-e9.boot \
	tests/boots/crash-no-console.boot \
	tests/boots/entry-exception.boot \
	tests/boots/entry-multiboot1-by-another.boot \
	tests/boots/entry-multiboot2-by-another.boot \
	tests/boots/entry-no-extended-cpuid.boot \
	tests/boots/entry-no-long-mode.boot \
	tests/boots/entry-no-nx.boot \
	tests/boots/fault-assertion.boot \
	tests/boots/fault-beyond-memory.boot \
	tests/boots/fault-divide-by-zero.boot \
	tests/boots/fault-execute-data.boot \
	tests/boots/fault-execute-frame.boot \
	tests/boots/fault-misaligned-stack.boot \
	tests/boots/fault-non-canonical.boot \
	tests/boots/fault-null.boot \
	tests/boots/fault-overflow-stack.boot \
	tests/boots/fault-panic.boot \
	tests/boots/fault-pc.boot \
	tests/boots/fault-smash-stack.boot \
	tests/boots/fault-undefined-instruction.boot \
	tests/boots/fault-unmapped.boot \
	tests/boots/fault-unserved-vector.boot \
	tests/boots/fault-write-constant.boot \
	tests/boots/fault-write-text.boot \
	tests/boots/fault-write-text-by-direct-map.boot \
	tests/boots/frames.boot \
	tests/boots/frames-6g.boot \
	tests/boots/frames-small.boot \
	tests/boots/frontend-incomplete.boot \
	tests/boots/hello.boot \
	tests/boots/hello-4-levels.boot \
	tests/boots/hello-5-levels.boot \
	tests/boots/hello-64g.boot \
	tests/boots/hello-64g-no-1g-pages.boot \
	tests/boots/hello-cloud-hypervisor.boot \
	tests/boots/hello-firecracker.boot \
	tests/boots/hello-least-ram.boot \
	tests/boots/hello-mb1.boot \
	tests/boots/hello-mb2.boot \
	tests/boots/hello-microvm.boot \
	tests/boots/hello-microvm-noacpi.boot \
	tests/boots/hello-pc.boot \
	tests/boots/hello-qemu64.boot \
	tests/boots/hello-smp.boot \
	tests/boots/huge.boot \
	tests/boots/interrupts.boot \
	tests/boots/interrupts-mptable.boot \
	tests/boots/interrupts-pc.boot \
	tests/boots/log-quiet.boot \
	tests/boots/log-replay.boot \
	tests/boots/mmio.boot \
	tests/boots/mmio-qemu64.boot \
	tests/boots/off-acpi.boot \
	tests/boots/off-acpi-pc.boot \
	tests/boots/off-acpi-reduced.boot \
	tests/boots/off-noacpi.boot \
	tests/boots/pagetables.boot \
	tests/boots/pagetables-4-levels.boot \
	tests/boots/pagetables-64g.boot \
	tests/boots/pagetables-mb2.boot \
	tests/boots/pagetables-microvm.boot \
	tests/boots/pagetables-pc.boot \
	tests/boots/pagetables-qemu64.boot \
	tests/boots/reboot.boot \
	tests/boots/reboot-microvm.boot \
	tests/boots/regions-cloud-hypervisor.boot \
	tests/boots/regions-firecracker.boot \
	tests/boots/regions-mb1.boot \
	tests/boots/regions-mb2.boot \
	tests/boots/regions-microvm.boot \
	tests/boots/regions-pvh.boot \
	tests/boots/stages.boot \
	tests/boots/status-255.boot \
	tests/boots/status-256.boot \
	tests/boots/status-42.boot \
	tests/boots/timing.boot \
	tests/boots/timing-noacpi.boot \
	tests/boots/timing-pm-timer.boot \
	tests/boots/timing-tsc.boot \
	tests/boots/unknown-word.boot \
	tests/boots/vectors.boot \
	tests/boots/wall.boot
TESTS += $(boots)
EXTRA_DIST += $(boots) tests/boots/initrd.txt tests/guest/tap.h \
	tests/guest/x86_64/breakimage tests/guest/x86_64/fault-isa.h \
	tests/guest/x86_64/walk-isa.h

$(boots:.boot=.log): examples/hello $(guest_tests) $(broken_images)

BOOT_LOG_COMPILER = $(PYTHON3) $(srcdir)/tests/lib/run-boot
AM_BOOT_LOG_FLAGS = --srcdir=$(srcdir) --isa=$(PLAT_ISA) \
	"--platforms=$(PLAT_PLATFORMS)"
MOSTLYCLEANFILES = tests/boots/*.boot.result

# The tools that judge guests are tested themselves.
SH_LOG_COMPILER = env PYTHON3=$(PYTHON3) $(SHELL)
TESTS += tests/lib/selftest.sh
EXTRA_DIST += tests/exclusions tests/lib/boots.py tests/lib/layout.py \
	tests/lib/marks.py tests/lib/run-boot tests/lib/selftest.sh

# Only what runs in guests: for the second and third configuration.
.PHONY: check-guest
check-guest:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(boots)'
