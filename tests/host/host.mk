# SPDX-License-Identifier: BSD-3-Clause
# The core as a library for the build machine, under ASan and UBSan. Objects
# of a source common/x/y.c are host/common/x/y.o; tests/host/ stands in for
# the ISA and for physical memory. hostfast/ is the same with -O2 and without
# the sanitizers, for models that run long; hosttsan/ is what several lcpus use
# at one time, under ThreadSanitizer, where a thread is an lcpu.
HOST_CPPFLAGS = -I$(builddir)/include -I$(srcdir)/include \
	-I$(srcdir)/tests/host -I$(srcdir) $(PLAT_XEN_CPPFLAGS)
HOST_SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all
HOST_CFLAGS = -std=gnu11 -g -O1 -fno-omit-frame-pointer $(HOST_SANITIZE) \
	$(PLAT_WARN_CFLAGS)
HOSTFAST_CFLAGS = -std=gnu11 -g -O2 $(PLAT_WARN_CFLAGS)
HOSTTSAN_CFLAGS = -std=gnu11 -g -O1 -fsanitize=thread $(PLAT_WARN_CFLAGS)

host_support = common/efi/text.c tests/host/cpu.c tests/host/lcpu.c \
	tests/host/panic.c tests/host/support.c tools/mksyms-encode.c
host_sources = $(common_pure) $(common_fdt) $(host_support) $(host_xen) $(host_xen_pv)
# Drives ports or registers: the test of it brings what is behind them.
host_ports = common/x86_64/cmos.c common/console/ns16550.c \
	common/x86_64/privileged.c \
	$(common_arm64_pure) tests/host/conduit.c \
	tests/host/conduit_value.c
host_objects = host/tests/unit/lcpu/world.o $(host_sources:%.c=host/%.o) $(host_ports:%.c=host/%.o)
hostfast_objects = $(host_sources:%.c=hostfast/%.o)
hosttsan_sources = \
	common/lcpu/call.c \
	common/lcpu/number.c \
	common/lcpu/start.c \
	common/lcpu/table.c \
	common/lock/debug.c \
	common/lock/rwlock.c \
	common/lock/spinlock.c \
	common/memory/frame.c \
	common/memory/mrd.c \
	common/memory/zone.c \
	tests/host/cpu.c \
	tests/host/lcpu.c \
	tests/host/panic.c \
	tests/unit/lcpu/world.c
hosttsan_objects = $(hosttsan_sources:%.c=hosttsan/%.o)

host/%.o: %.c
	@$(MKDIR_P) $(@D)
	$(AM_V_CC)$(CC_FOR_BUILD) $(HOST_CPPFLAGS) $(HOST_CFLAGS) -MMD -MP \
		-c -o $@ $<

hostfast/%.o: %.c
	@$(MKDIR_P) $(@D)
	$(AM_V_CC)$(CC_FOR_BUILD) $(HOST_CPPFLAGS) $(HOSTFAST_CFLAGS) -MMD \
		-MP -c -o $@ $<

hosttsan/%.o: %.c
	@$(MKDIR_P) $(@D)
	$(AM_V_CC)$(CC_FOR_BUILD) $(HOST_CPPFLAGS) $(HOSTTSAN_CFLAGS) -MMD \
		-MP -c -o $@ $<

host/libplat-host.a: $(host_objects)
	$(AM_V_AR)rm -f $@ && ar cr $@ $(host_objects)

hostfast/libplat-hostfast.a: $(hostfast_objects)
	$(AM_V_AR)rm -f $@ && ar cr $@ $(hostfast_objects)

hosttsan/libplat-hosttsan.a: $(hosttsan_objects)
	$(AM_V_AR)rm -f $@ && ar cr $@ $(hosttsan_objects)

clean-local: clean-host
.PHONY: clean-host
clean-host:
	rm -rf host hostfast hosttsan

-include $(wildcard host/*/*.d host/*/*/*.d host/*/*/*/*.d)
-include $(wildcard hostfast/*/*.d hostfast/*/*/*.d hostfast/*/*/*/*.d)
-include $(wildcard hosttsan/*/*.d hosttsan/*/*/*.d hosttsan/*/*/*/*.d)

EXTRA_DIST += $(host_support) tests/host/conduit.c tests/host/conduit_value.c tests/host/support.h tests/host/plat/arch/cpu.h \
	tests/host/plat/arch/efi.h \
	tests/host/plat/arch/io.h tests/host/plat/arch/lcpu_data.h \
	tests/host/plat/arch/mmu.h \
	tests/host/plat/arch/pt.h
