# SPDX-License-Identifier: BSD-3-Clause
# Tests that run in a guest, and the boots that run them. docs/testing.md
# says how to add one.
#
# tests/guest/X.c becomes the image tests/guest/X, linked as examples/ are, on
# every ISA; tests/guest/ISA/X.c is only for that ISA.
guest_tests = \
	tests/guest/args \
	tests/guest/atomics \
	tests/guest/canary \
	tests/guest/code \
	tests/guest/direct \
	tests/guest/dma \
	tests/guest/dump \
	tests/guest/dump-lcpus \
	tests/guest/emergency \
	tests/guest/events \
	tests/guest/fault \
	tests/guest/frameless \
	tests/guest/frames \
	tests/guest/frames-irq \
	tests/guest/frontend \
	tests/guest/huge \
	tests/guest/lcpus \
	tests/guest/lcpus-at-boot \
	tests/guest/litmus \
	tests/guest/mmio \
	tests/guest/nested \
	tests/guest/pagetables \
	tests/guest/probe \
	tests/guest/pages \
	tests/guest/paging \
	tests/guest/reboot \
	tests/guest/regions \
	tests/guest/share \
	tests/guest/shootdown \
	tests/guest/stages \
	tests/guest/status \
	tests/guest/thread \
	tests/guest/threadfault \
	tests/guest/threadfp \
	tests/guest/threadpages \
	tests/guest/threadstop \
	tests/guest/threadstorm \
	tests/guest/timing \
	tests/guest/vmem \
	tests/guest/waits \
	tests/guest/wall
guest_tests_x86_64 = \
	tests/guest/x86_64/interrupts \
	tests/guest/x86_64/lcpu-state \
	tests/guest/x86_64/vectors
guest_tests_xen = \
	tests/guest/xen/console \
	tests/guest/xen/events \
	tests/guest/xen/grants \
	tests/guest/xen/hostile \
	tests/guest/xen/look \
	tests/guest/xen/runstate \
	tests/guest/xen/store \
	tests/guest/xen/watchdog
guest_tests_arm64 = \
	tests/guest/arm64/gic \
	tests/guest/arm64/interrupts \
	tests/guest/arm64/lcpus \
	tests/guest/arm64/psci \
	tests/guest/arm64/seed \
	tests/guest/arm64/sharecalls \
	tests/guest/arm64/vast

# What a test that is for every ISA needs of its own.
guest_headers = \
	tests/guest/arm64/host-isa.h \
	tests/guest/x86_64/host-isa.h \
	tests/guest/arm64/code-isa.h \
	tests/guest/arm64/dump-isa.h \
	tests/guest/arm64/fault-isa.h \
	tests/guest/arm64/fp-isa.h \
	tests/guest/arm64/line-isa.h \
	tests/guest/arm64/machine.h \
	tests/guest/arm64/nested-isa.h \
	tests/guest/arm64/probe-isa.h \
	tests/guest/arm64/stack-isa.h \
	tests/guest/arm64/tick.h \
	tests/guest/arm64/walk-isa.h \
	tests/guest/x86_64/code-isa.h \
	tests/guest/x86_64/dump-isa.h \
	tests/guest/x86_64/fault-isa.h \
	tests/guest/x86_64/fp-isa.h \
	tests/guest/x86_64/line-isa.h \
	tests/guest/x86_64/machine.h \
	tests/guest/arm64/tick.h \
	tests/guest/x86_64/nested-isa.h \
	tests/guest/x86_64/probe-isa.h \
	tests/guest/x86_64/stack-isa.h \
	tests/guest/x86_64/tick.h \
	tests/guest/x86_64/walk-isa.h

if ISA_X86_64
guest_tests += $(guest_tests_x86_64)
else
guest_tests += $(guest_tests_arm64)
endif
if PLATFORM_XEN
guest_tests += $(guest_tests_xen)
if ISA_X86_64
guest_tests += tests/guest/x86_64/startinfo
endif
guest_line = tests/guest/xen/line.c
else
guest_line = tests/guest/line-no-xen.c
endif
if PLATFORM_ARM_CCA
guest_tests += tests/guest/arm64/realm
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

# Images whose loader is wrong: copies of one that are entered elsewhere.
if ISA_X86_64
if PLATFORM_XEN_PVH
startinfo_images = \
	tests/guest/x86_64/startinfo-magic \
	tests/guest/x86_64/startinfo-memmap \
	tests/guest/x86_64/startinfo-memmap_entries \
	tests/guest/x86_64/startinfo-modules \
	tests/guest/x86_64/startinfo-nr_modules \
	tests/guest/x86_64/startinfo-texts \
	tests/guest/x86_64/startinfo-version \
	tests/guest/x86_64/startinfo-where
endif
endif
tests_guest_x86_64_startinfo_SOURCES = \
	tests/guest/x86_64/startinfo.c tests/guest/x86_64/startinfo-entry.S
check_DATA += $(startinfo_images)
CLEANFILES += $(startinfo_images)
$(startinfo_images): tests/guest/x86_64/startinfo-%: \
		tests/guest/x86_64/startinfo $(breakimage)
	$(AM_V_GEN)$(PYTHON3) $(breakimage) tests/guest/x86_64/startinfo \
		$@ damage_$*

# What is at EL2 in a boot that wants an SError.
if ISA_ARM64
serror_stub = tests/guest/arm64/serror-stub
check_DATA += $(serror_stub)
CLEANFILES += $(serror_stub) $(serror_stub).o
$(serror_stub): tests/guest/arm64/serror-stub.S
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(CCAS) $(AM_CCASFLAGS) -c -o $@.o $< && \
	$(LD) -N -Ttext=0 -e _start -o $@ $@.o
endif

# Tests look at the inside of the core, and at the ISA's own way to do it.
tests_guest_events_CPPFLAGS = $(guest_cppflags)
tests_guest_code_CPPFLAGS = $(guest_cppflags)
tests_guest_dma_CPPFLAGS = $(guest_cppflags)
tests_guest_arm64_sharecalls_CPPFLAGS = $(guest_cppflags)
tests_guest_dump_lcpus_CPPFLAGS = $(guest_cppflags)
tests_guest_fault_CPPFLAGS = $(guest_cppflags)
tests_guest_frames_CPPFLAGS = $(guest_cppflags)
tests_guest_frames_irq_CPPFLAGS = $(guest_cppflags)
tests_guest_frameless_CPPFLAGS = $(guest_cppflags)
tests_guest_lcpus_CPPFLAGS = $(guest_cppflags)
tests_guest_litmus_CPPFLAGS = $(guest_cppflags)
tests_guest_shootdown_CPPFLAGS = $(guest_cppflags)
tests_guest_mmio_CPPFLAGS = $(guest_cppflags)
tests_guest_threadfp_CPPFLAGS = $(guest_cppflags)
tests_guest_threadstop_CPPFLAGS = $(guest_cppflags)
tests_guest_threadstop_SOURCES = tests/guest/threadstop.c $(guest_line)
tests_guest_pagetables_CPPFLAGS = $(guest_cppflags)
tests_guest_vmem_CPPFLAGS = $(guest_cppflags)
tests_guest_nested_CPPFLAGS = $(guest_cppflags)
tests_guest_probe_CPPFLAGS = $(guest_cppflags)
tests_guest_paging_CPPFLAGS = $(guest_cppflags)
tests_guest_xen_events_CPPFLAGS = $(guest_cppflags)
guest_cppflags = $(AM_CPPFLAGS) -I$(srcdir)/tests/guest/$(PLAT_ISA)

# Guests use floating point: only the core does not.
guest_cflags = $(PLAT_ABI_CFLAGS) $(PLAT_WARN_CFLAGS)
tests_guest_arm64_interrupts_CFLAGS = $(guest_cflags)
tests_guest_x86_64_interrupts_CFLAGS = $(guest_cflags)
tests_guest_arm64_lcpus_CPPFLAGS = $(guest_cppflags)
tests_guest_arm64_gic_CFLAGS = $(guest_cflags)
tests_guest_vmem_CFLAGS = $(guest_cflags)
tests_guest_threadfp_CFLAGS = $(guest_cflags)
tests_guest_threadpages_CFLAGS = $(guest_cflags)

# tests/boots/X.boot: one boot, what it proves and what must come of it;
# tests/boots/ISA/X.boot: of that ISA only.
boots_any = \
	tests/boots/button-ask.boot \
	tests/boots/button-before.boot \
	tests/boots/button-handler.boot \
	tests/boots/button-off.boot \
	tests/boots/button-off-threads.boot \
	tests/boots/button-off-wait.boot \
	tests/boots/button-threads.boot \
	tests/boots/button-twice.boot \
	tests/boots/event-lcpu.boot \
	tests/boots/args-direct.boot \
	tests/boots/atomics.boot \
	tests/boots/canary.boot \
	tests/boots/crash-form.boot \
	tests/boots/code.boot \
	tests/boots/crash-lcpus.boot \
	tests/boots/crash-no-console.boot \
	tests/boots/direct.boot \
	tests/boots/dma.boot \
	tests/boots/fault-assertion.boot \
	tests/boots/fault-beyond-memory.boot \
	tests/boots/fault-execute-data.boot \
	tests/boots/fault-execute-frame.boot \
	tests/boots/fault-null.boot \
	tests/boots/fault-overflow-stack.boot \
	tests/boots/fault-overflow-thread-lcpu.boot \
	tests/boots/fault-overflow-thread.boot \
	tests/boots/fault-panic.boot \
	tests/boots/fault-privileged-instruction.boot \
	tests/boots/fault-smash-stack.boot \
	tests/boots/fault-undefined-instruction.boot \
	tests/boots/fault-unmapped.boot \
	tests/boots/fault-wait-irqs-off.boot \
	tests/boots/fault-write-constant.boot \
	tests/boots/fault-write-text-by-direct-map.boot \
	tests/boots/fault-write-text.boot \
	tests/boots/frameless.boot \
	tests/boots/frames-irq.boot \
	tests/boots/frames.boot \
	tests/boots/frontend-incomplete.boot \
	tests/boots/hello-64g.boot \
	tests/boots/hello-smp.boot \
	tests/boots/hello.boot \
	tests/boots/huge.boot \
	tests/boots/lcpus-1.boot \
	tests/boots/lcpus-2.boot \
	tests/boots/lcpus-4.boot \
	tests/boots/lcpus-8.boot \
	tests/boots/lcpus-at-boot-2.boot \
	tests/boots/lcpus-at-boot-word.boot \
	tests/boots/lcpus-at-boot.boot \
	tests/boots/litmus.boot \
	tests/boots/log-quiet.boot \
	tests/boots/log-replay.boot \
	tests/boots/mmio.boot \
	tests/boots/nested-handler-overflow.boot \
	tests/boots/nested-handler-panic.boot \
	tests/boots/nested-handler-probe.boot \
	tests/boots/nested-handler.boot \
	tests/boots/nested-interrupt-handler-overflow.boot \
	tests/boots/nested-interrupt-overflow.boot \
	tests/boots/nested-lcpu-overflow.boot \
	tests/boots/nested-lcpu-interrupt-overflow.boot \
	tests/boots/nested-lcpu-handler-overflow.boot \
	tests/boots/nested-lcpu-interrupt-handler-overflow.boot \
	tests/boots/nested-interrupt.boot \
	tests/boots/nested-report.boot \
	tests/boots/pagetables-64g.boot \
	tests/boots/pagetables.boot \
	tests/boots/probe.boot \
	tests/boots/pages.boot \
	tests/boots/paging.boot \
	tests/boots/reboot.boot \
	tests/boots/share.boot \
	tests/boots/shootdown.boot \
	tests/boots/stages.boot \
	tests/boots/status-255.boot \
	tests/boots/status-256.boot \
	tests/boots/status-42.boot \
	tests/boots/thread.boot \
	tests/boots/threadfp.boot \
	tests/boots/threadpages-1.boot \
	tests/boots/threadpages-8.boot \
	tests/boots/threadstop-2.boot \
	tests/boots/threadstop-4.boot \
	tests/boots/threadstorm-1.boot \
	tests/boots/threadstorm-2.boot \
	tests/boots/threadstorm-4.boot \
	tests/boots/threadstorm-8.boot \
	tests/boots/unknown-word.boot \
	tests/boots/vmem-execute.boot \
	tests/boots/vmem-freed.boot \
	tests/boots/vmem-guard.boot \
	tests/boots/vmem-handler.boot \
	tests/boots/vmem-irqs-off.boot \
	tests/boots/vmem-main-stack.boot \
	tests/boots/vmem-null.boot \
	tests/boots/vmem-out-of-memory.boot \
	tests/boots/vmem-read-only.boot \
	tests/boots/vmem-stack.boot \
	tests/boots/vmem-text.boot \
	tests/boots/vmem.boot \
	tests/boots/wall.boot
boots_x86_64 = \
	tests/boots/x86_64/button-efi.boot \
	tests/boots/x86_64/button-microvm.boot \
	tests/boots/x86_64/button-pc.boot \
	tests/boots/x86_64/args-mb1.boot \
	tests/boots/x86_64/args-mb2.boot \
	tests/boots/x86_64/canary-no-rdrand.boot \
	tests/boots/x86_64/console-e9.boot \
	tests/boots/x86_64/crash-lcpus-nmi.boot \
	tests/boots/x86_64/entry-exception.boot \
	tests/boots/x86_64/entry-multiboot1-by-another.boot \
	tests/boots/x86_64/entry-multiboot2-by-another.boot \
	tests/boots/x86_64/entry-no-extended-cpuid.boot \
	tests/boots/x86_64/entry-no-long-mode.boot \
	tests/boots/x86_64/entry-no-nx.boot \
	tests/boots/x86_64/fault-divide-by-zero.boot \
	tests/boots/x86_64/fault-double.boot \
	tests/boots/x86_64/fault-machine-check.boot \
	tests/boots/x86_64/fault-misaligned-stack.boot \
	tests/boots/x86_64/fault-nmi.boot \
	tests/boots/x86_64/fault-non-canonical.boot \
	tests/boots/x86_64/fault-pc.boot \
	tests/boots/x86_64/fault-registers.boot \
	tests/boots/x86_64/fault-unserved-vector.boot \
	tests/boots/x86_64/frames-above-4g.boot \
	tests/boots/x86_64/frames-small.boot \
	tests/boots/x86_64/hello-4-levels.boot \
	tests/boots/x86_64/hello-5-levels.boot \
	tests/boots/x86_64/hello-64g-no-1g-pages.boot \
	tests/boots/x86_64/hello-cloud-hypervisor.boot \
	tests/boots/x86_64/hello-firecracker.boot \
	tests/boots/x86_64/hello-least-ram.boot \
	tests/boots/x86_64/hello-mb1.boot \
	tests/boots/x86_64/hello-mb2.boot \
	tests/boots/x86_64/hello-microvm-noacpi.boot \
	tests/boots/x86_64/hello-microvm.boot \
	tests/boots/x86_64/hello-pc.boot \
	tests/boots/x86_64/hello-qemu64.boot \
	tests/boots/x86_64/interrupts-mptable.boot \
	tests/boots/x86_64/interrupts-pc.boot \
	tests/boots/x86_64/interrupts.boot \
	tests/boots/x86_64/lcpu-fault-double.boot \
	tests/boots/x86_64/lcpu-fault-execute.boot \
	tests/boots/x86_64/lcpu-fault-machine-check.boot \
	tests/boots/x86_64/lcpu-fault-null.boot \
	tests/boots/x86_64/lcpu-fault-overflow.boot \
	tests/boots/x86_64/lcpu-state.boot \
	tests/boots/x86_64/lcpus-16.boot \
	tests/boots/x86_64/lcpus-255.boot \
	tests/boots/x86_64/lcpus-288.boot \
	tests/boots/x86_64/lcpus-4-levels.boot \
	tests/boots/x86_64/lcpus-64.boot \
	tests/boots/x86_64/lcpus-65.boot \
	tests/boots/x86_64/lcpus-microvm.boot \
	tests/boots/x86_64/lcpus-pc.boot \
	tests/boots/x86_64/lcpus-qemu64.boot \
	tests/boots/x86_64/lcpus-sparse-10.boot \
	tests/boots/x86_64/lcpus-sparse-more.boot \
	tests/boots/x86_64/lcpus-sparse.boot \
	tests/boots/x86_64/lcpus-x2apic.boot \
	tests/boots/x86_64/mmio-qemu64.boot \
	tests/boots/x86_64/nested-nmi-in-handler.boot \
	tests/boots/x86_64/nested-nmi.boot \
	tests/boots/x86_64/off-acpi-pc.boot \
	tests/boots/x86_64/off-acpi-reduced.boot \
	tests/boots/x86_64/off-acpi.boot \
	tests/boots/x86_64/off-noacpi.boot \
	tests/boots/x86_64/pagetables-4-levels.boot \
	tests/boots/x86_64/pagetables-mb2.boot \
	tests/boots/x86_64/pagetables-microvm.boot \
	tests/boots/x86_64/pagetables-pc.boot \
	tests/boots/x86_64/pagetables-qemu64.boot \
	tests/boots/x86_64/paging-4-levels.boot \
	tests/boots/x86_64/paging-no-pcid.boot \
	tests/boots/x86_64/paging-qemu64.boot \
	tests/boots/x86_64/probe-x2apic.boot \
	tests/boots/x86_64/reboot-microvm.boot \
	tests/boots/x86_64/regions-cloud-hypervisor.boot \
	tests/boots/x86_64/regions-firecracker.boot \
	tests/boots/x86_64/regions-mb1.boot \
	tests/boots/x86_64/regions-mb2.boot \
	tests/boots/x86_64/regions-microvm.boot \
	tests/boots/x86_64/regions-pvh.boot \
	tests/boots/x86_64/shootdown-no-pcid.boot \
	tests/boots/x86_64/threadstorm.boot \
	tests/boots/x86_64/timing-noacpi.boot \
	tests/boots/x86_64/timing-pm-timer.boot \
	tests/boots/x86_64/timing-tsc.boot \
	tests/boots/x86_64/timing.boot \
	tests/boots/x86_64/vectors.boot
boots_arm64 = \
	tests/boots/arm64/button-efi.boot \
	tests/boots/arm64/button-efi-before.boot \
	tests/boots/arm64/args-efi-devicetree.boot \
	tests/boots/arm64/args-efi-shell.boot \
	tests/boots/arm64/args-efi.boot \
	tests/boots/arm64/atomics-cortex-a53.boot \
	tests/boots/arm64/attest-no-realm.boot \
	tests/boots/arm64/bad-tree-all-reserved.boot \
	tests/boots/arm64/bad-tree-cells.boot \
	tests/boots/arm64/bad-tree-cpus.boot \
	tests/boots/arm64/bad-tree-cycle.boot \
	tests/boots/arm64/bad-tree-deep.boot \
	tests/boots/arm64/bad-tree-header.boot \
	tests/boots/arm64/bad-tree-memory.boot \
	tests/boots/arm64/bad-tree-newer.boot \
	tests/boots/arm64/bad-tree-no-memory.boot \
	tests/boots/arm64/bad-tree-none.boot \
	tests/boots/arm64/bad-tree-oversized.boot \
	tests/boots/arm64/bad-tree-totalsize.boot \
	tests/boots/arm64/bad-tree-truncated.boot \
	tests/boots/arm64/bad-tree-uarts.boot \
	tests/boots/arm64/bad-tree-values.boot \
	tests/boots/arm64/console-address.boot \
	tests/boots/arm64/console-efi.boot \
	tests/boots/arm64/console-unknown.boot \
	tests/boots/arm64/direct-1g.boot \
	tests/boots/arm64/crash-lcpus-gic-v3.boot \
	tests/boots/arm64/crash-lcpus-irqs-off.boot \
	tests/boots/arm64/efi-long-cmdline.boot \
	tests/boots/arm64/efi-no-room.boot \
	tests/boots/arm64/fault-after-call.boot \
	tests/boots/arm64/fault-before-call.boot \
	tests/boots/arm64/fault-branch-target.boot \
	tests/boots/arm64/fault-breakpoint.boot \
	tests/boots/arm64/fault-leaf.boot \
	tests/boots/arm64/fault-misaligned-pc.boot \
	tests/boots/arm64/fault-misaligned-stack.boot \
	tests/boots/arm64/fault-misaligned.boot \
	tests/boots/arm64/fault-no-stack.boot \
	tests/boots/arm64/fault-non-canonical.boot \
	tests/boots/arm64/fault-null-cortex-a53.boot \
	tests/boots/arm64/fault-registers.boot \
	tests/boots/arm64/fault-return-address.boot \
	tests/boots/arm64/fault-system-call.boot \
	tests/boots/arm64/fault-write-text-el2.boot \
	tests/boots/arm64/frames-above-4g-cortex-a53.boot \
	tests/boots/arm64/frames-5-banks.boot \
	tests/boots/arm64/frames-efi.boot \
	tests/boots/arm64/frames-irq-cortex-a53.boot \
	tests/boots/arm64/frames-reserved.boot \
	tests/boots/arm64/frames-small.boot \
	tests/boots/arm64/gic-secure.boot \
	tests/boots/arm64/gic-smp.boot \
	tests/boots/arm64/gic-v3.boot \
	tests/boots/arm64/gic-v4.boot \
	tests/boots/arm64/gic.boot \
	tests/boots/arm64/hello-256g.boot \
	tests/boots/arm64/hello-64g-cortex-a53.boot \
	tests/boots/arm64/hello-64m.boot \
	tests/boots/arm64/hello-cortex-a53.boot \
	tests/boots/arm64/hello-cortex-a57.boot \
	tests/boots/arm64/hello-cortex-a72.boot \
	tests/boots/arm64/hello-cpu-ids.boot \
	tests/boots/arm64/hello-efi-64g.boot \
	tests/boots/arm64/hello-efi-cortex-a53.boot \
	tests/boots/arm64/hello-efi-devicetree.boot \
	tests/boots/arm64/hello-efi-disk.boot \
	tests/boots/arm64/hello-efi-el2-devicetree.boot \
	tests/boots/arm64/hello-efi-el2.boot \
	tests/boots/arm64/hello-efi-gic-v3.boot \
	tests/boots/arm64/hello-efi.boot \
	tests/boots/arm64/hello-el2-cortex-a57.boot \
	tests/boots/arm64/hello-el2-gic-v3.boot \
	tests/boots/arm64/hello-el2.boot \
	tests/boots/arm64/hello-gic-v3.boot \
	tests/boots/arm64/hello-highmem-off.boot \
	tests/boots/arm64/hello-img.boot \
	tests/boots/arm64/hello-least-ram.boot \
	tests/boots/arm64/hello-load-above-4g.boot \
	tests/boots/arm64/hello-load-highest.boot \
	tests/boots/arm64/hello-load-lowest.boot \
	tests/boots/arm64/hello-load-odd-2m.boot \
	tests/boots/arm64/hello-max-lpa2-off.boot \
	tests/boots/arm64/hello-max-pauth-off.boot \
	tests/boots/arm64/hello-max.boot \
	tests/boots/arm64/hello-neoverse-n1.boot \
	tests/boots/arm64/hello-no-psci.boot \
	tests/boots/arm64/hello-psci-0-1.boot \
	tests/boots/arm64/hello-smp-8-gic-v3.boot \
	tests/boots/arm64/huge-efi.boot \
	tests/boots/arm64/interrupts-cortex-a53.boot \
	tests/boots/arm64/interrupts-efi-devicetree.boot \
	tests/boots/arm64/interrupts-efi-gic-v2.boot \
	tests/boots/arm64/interrupts-efi.boot \
	tests/boots/arm64/interrupts-el2-gic-v3.boot \
	tests/boots/arm64/interrupts-gic-v3.boot \
	tests/boots/arm64/interrupts-highmem-off.boot \
	tests/boots/arm64/interrupts.boot \
	tests/boots/arm64/nested-serror-in-handler.boot \
	tests/boots/arm64/nested-serror.boot \
	tests/boots/arm64/lcpu-fault.boot \
	tests/boots/arm64/lcpu-fault-overflow.boot \
	tests/boots/arm64/lcpu-missing.boot \
	tests/boots/arm64/lcpu-no-psci.boot \
	tests/boots/arm64/lcpu-state-cortex-a53.boot \
	tests/boots/arm64/lcpu-state-el2.boot \
	tests/boots/arm64/lcpu-state.boot \
	tests/boots/arm64/lcpu-stranger-smc.boot \
	tests/boots/arm64/lcpu-stranger.boot \
	tests/boots/arm64/lcpu-twice.boot \
	tests/boots/arm64/lcpus-16-gic-v3.boot \
	tests/boots/arm64/lcpus-17-gic-v4.boot \
	tests/boots/arm64/lcpus-257-gic-v3.boot \
	tests/boots/arm64/lcpus-64-gic-v3.boot \
	tests/boots/arm64/lcpus-65-gic-v3.boot \
	tests/boots/arm64/lcpus-8-gic-v2.boot \
	tests/boots/arm64/lcpus-cortex-a53.boot \
	tests/boots/arm64/lcpus-efi-gic-v2.boot \
	tests/boots/arm64/lcpus-efi.boot \
	tests/boots/arm64/lcpus-el2-gic-v2.boot \
	tests/boots/arm64/lcpus-max-lpa2-off.boot \
	tests/boots/arm64/lcpus-secure.boot \
	tests/boots/arm64/off-smc.boot \
	tests/boots/arm64/pagetables-cortex-a53.boot \
	tests/boots/arm64/pagetables-efi.boot \
	tests/boots/arm64/pagetables-el2.boot \
	tests/boots/arm64/pagetables-gic-v3.boot \
	tests/boots/arm64/pagetables-load-odd-2m.boot \
	tests/boots/arm64/pagetables-max-lpa2-off.boot \
	tests/boots/arm64/pagetables-neoverse-n1.boot \
	tests/boots/arm64/code-cortex-a53.boot \
	tests/boots/arm64/paging-cortex-a53.boot \
	tests/boots/arm64/paging-lpa2-off.boot \
	tests/boots/arm64/paging-neoverse-n1.boot \
	tests/boots/arm64/psci-efi-el2.boot \
	tests/boots/arm64/psci-efi.boot \
	tests/boots/arm64/psci-smc.boot \
	tests/boots/arm64/psci.boot \
	tests/boots/arm64/reboot-efi.boot \
	tests/boots/arm64/reboot-smc.boot \
	tests/boots/arm64/regions-1-bank.boot \
	tests/boots/arm64/regions-2-banks.boot \
	tests/boots/arm64/regions-5-banks.boot \
	tests/boots/arm64/regions-efi-devicetree.boot \
	tests/boots/arm64/regions-efi.boot \
	tests/boots/arm64/regions-el2.boot \
	tests/boots/arm64/regions-reserved.boot \
	tests/boots/arm64/regions.boot \
	tests/boots/arm64/seed-max.boot \
	tests/boots/arm64/seed.boot \
	tests/boots/arm64/threadstop-gic-v3.boot \
	tests/boots/arm64/threadstorm.boot \
	tests/boots/arm64/timing-efi.boot \
	tests/boots/arm64/timing-el2.boot \
	tests/boots/arm64/timing-no-gic.boot \
	tests/boots/arm64/timing-physical.boot \
	tests/boots/arm64/timing.boot \
	tests/boots/arm64/tree-bus.boot \
	tests/boots/arm64/tree-elsewhere.boot \
	tests/boots/arm64/tree-interrupts.boot \
	tests/boots/arm64/tree-psci-0-1.boot \
	tests/boots/arm64/tree-two-gics.boot \
	tests/boots/arm64/tree-usable-range.boot \
	tests/boots/arm64/wall-efi-devicetree.boot \
	tests/boots/arm64/wall-efi.boot

boots = $(boots_any)
if ISA_X86_64
boots += $(boots_x86_64)
else
boots += $(boots_arm64)
endif
TESTS += $(boots)
EXTRA_DIST += $(boots_any) $(boots_x86_64) $(boots_arm64) $(boot_trees) \
	$(guest_headers) tests/boots/initrd.txt tests/guest/tap.h \
	tests/guest/line.h tests/guest/oneshot.h \
	tests/guest/arm64/gic.c tests/guest/arm64/interrupts.c \
	tests/guest/arm64/psci.c tests/guest/arm64/serror-stub.S \
	tests/guest/arm64/realm.c tests/guest/arm64/seed.c \
	tests/guest/x86_64/breakimage \
	tests/guest/x86_64/interrupts.c

# Devicetrees of boots.
boot_trees = \
	tests/boots/arm64/bad-cells.dts \
	tests/boots/arm64/bad-cycle.dts \
	tests/boots/arm64/bad-deep.dts \
	tests/boots/arm64/bad-values.dts \
	tests/boots/arm64/bank.dts \
	tests/boots/arm64/banks-2.dts \
	tests/boots/arm64/banks-5.dts \
	tests/boots/arm64/cpu-ids.dts \
	tests/boots/arm64/dtb/all-reserved.dts \
	tests/boots/arm64/dtb/bad-cpus.dts \
	tests/boots/arm64/dtb/bad-memory.dts \
	tests/boots/arm64/dtb/bad-uarts.dts \
	tests/boots/arm64/dtb/bus.dts \
	tests/boots/arm64/dtb/elsewhere.dts \
	tests/boots/arm64/dtb/interrupts.dts \
	tests/boots/arm64/dtb/psci-0-1.dts \
	tests/boots/arm64/dtb/two-gics.dts \
	tests/boots/arm64/dtb/usable-range.dts \
	tests/boots/arm64/high.dts \
	tests/boots/arm64/lcpu-no-psci.dts \
	tests/boots/arm64/no-gic.dts \
	tests/boots/arm64/no-memory.dts \
	tests/boots/arm64/no-psci.dts \
	tests/boots/arm64/psci-0-1.dts \
	tests/boots/arm64/reserved.dts \
	tests/boots/arm64/timer-physical.dts \
	tests/boots/arm64/virt.dtsi

# What takes longer than a test of every day may.
long_boots = tests/boots/long/lcpus.boot tests/boots/long/threadstorm.boot
EXTRA_DIST += $(long_boots)

$(boots:.boot=.log) $(long_boots:.boot=.log): $(boot_examples) $(guest_tests) \
	$(broken_images) $(startinfo_images) $(serror_stub)

BOOT_LOG_COMPILER = $(PYTHON3) $(srcdir)/tests/lib/run-boot
AM_BOOT_LOG_FLAGS = --srcdir=$(srcdir) --isa=$(PLAT_ISA) \
	"--platforms=$(PLAT_PLATFORMS)"
MOSTLYCLEANFILES = tests/boots/*.boot.result tests/boots/*/*.boot.result

# The tools that judge guests are tested themselves.
SH_LOG_COMPILER = env PYTHON3=$(PYTHON3) $(SHELL)
TESTS += tests/lib/selftest.sh
EXTRA_DIST += tests/exclusions tests/lib/boots.py tests/lib/devicetree.py \
	tests/lib/layout.py tests/lib/marks.py tests/lib/run-boot \
	tests/lib/selftest.sh

# For a second configuration: what is for every platform, but for what takes
# long.
boots_once = tests/boots/litmus.boot
.PHONY: check-any
check-any:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(filter-out $(boots_once),$(boots_any)) $(xen_frontend_boots)'

.PHONY: storm
storm:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(long_boots)'

# What depends on the ISA: for a build for another one, of a core that has
# been tested on the build machine already.
isa_tests = $(boots) $(structure_checks) $(bench_tests) $(realm_tests)
# What only a library with a Xen frontend has.
xen_tests = $(unit_sources_xen:.c=.unit) $(unit_xen_tests) $(fuzz_sources_xen:.c=.unit) \
	tests/checks/flags.sh tests/checks/globals.sh \
	tests/checks/headers.sh tests/boots/hello.boot
.PHONY: check-xen
check-xen:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(xen_tests)'

# And its boots.
.PHONY: check-xen-boots
check-xen-boots:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(xen_frontend_boots)'

.PHONY: check-isa
check-isa:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(isa_tests)'

include tests/guest/efi.mk
