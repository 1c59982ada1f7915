# SPDX-License-Identifier: BSD-3-Clause
# EFI: the parser of what the stub hands over is a part of the core. On x86_64
# the stub is linked by itself, once, and plat-efi makes an application of it
# and any image.
efi_stub_any = \
	common/efi/map.c \
	common/efi/stub.c \
	common/efi/text.c

efi_stub_x86_64 = \
	$(efi_stub_any) \
	common/libplat/memcmp.c \
	common/x86_64/efi.c \
	common/x86_64/efi_mover.S \
	common/x86_64/efi_setup.S \
	common/x86_64/memcpy.c \
	common/x86_64/memset.c

# Runs where the firmware puts it, in the firmware's address space.
EFI_STUB_CFLAGS = $(PLAT_ABI_CFLAGS) $(PLAT_CORE_CFLAGS) $(PLAT_WARN_CFLAGS) \
	-g -Os -fpie -mcmodel=small -fno-stack-protector
efi_stub_objects = $(patsubst %,efi/%.o,$(basename $(efi_stub_x86_64)))

efi/%.o: %.c
	@$(MKDIR_P) $(@D)
	$(AM_V_CC)$(CC) $(AM_CPPFLAGS) $(CPPFLAGS) $(EFI_STUB_CFLAGS) \
		-MMD -MP -c -o $@ $<

efi/%.o: %.S asm-offsets.h
	@$(MKDIR_P) $(@D)
	$(AM_V_CC)$(CC) $(AM_CPPFLAGS) -I$(builddir) $(CPPFLAGS) -MMD -MP \
		-c -o $@ $<

efi/efi-stub: $(efi_stub_objects) $(srcdir)/common/efi/stub.ld
	$(AM_V_CCLD)$(LD) -static --build-id=none --gc-sections \
		-z noexecstack -T $(srcdir)/common/efi/stub.ld -o $@ \
		$(efi_stub_objects)

-include $(wildcard efi/*/*/*.d)

clean-local: clean-efi
.PHONY: clean-efi
clean-efi:
	rm -rf efi

EXTRA_DIST += $(efi_stub_x86_64) common/efi/stub.ld \
	common/efi/efi_abi.h common/efi/handover.h common/efi/map.h \
	common/efi/payload.h common/efi/stub.h common/efi/text.h \
	common/x86_64/include/plat/arch/efi.h

# Installed for users' images, and used for those of this tree: X.efi is made
# of X.
if ISA_X86_64
efistubdir = $(plinthdir)
efistub_DATA = efi/efi-stub
bin_SCRIPTS = tools/plat-efi
if PLATFORM_KVM
noinst_DATA += examples/hello.efi
endif
endif

tools/plat-efi: $(srcdir)/tools/plat-efi.in Makefile
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)stub=`$(PYTHON3) -c 'import os, sys; \
		print(os.path.relpath(*sys.argv[1:]))' \
		$(plinthdir)/efi-stub $(bindir)` && \
	$(SED) -e "s|@STUB@|$$stub|" $< >$@.tmp && chmod +x $@.tmp && \
	mv $@.tmp $@

PLAT_EFI = $(PYTHON3) tools/plat-efi --stub efi/efi-stub
%.efi: % efi/efi-stub tools/plat-efi
	$(AM_V_GEN)$(PLAT_EFI) -o $@ $<

CLEANFILES += tools/plat-efi examples/hello.efi
EXTRA_DIST += tools/plat-efi.in
