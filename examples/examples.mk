# SPDX-License-Identifier: BSD-3-Clause
# Guests that a user starts from; and how every guest of this tree is linked:
# as with plinth.pc, but from the build tree.
guest_link = $(PLAT_LD_B) -nostdlib -static -Wl,--build-id=none,--gc-sections \
	-Wl,-z,max-page-size=4096 $(PLAT_LINK_FLAGS) \
	-Wl,-T,$(builddir)/plinth.ld
guest_needs = libplat.a plinth.ld $(PLAT_LD_FILES)

AM_LDFLAGS = $(guest_link)
LDADD = libplat.a $(PLAT_LIBS)

noinst_PROGRAMS += examples/hello
examples_hello_SOURCES = examples/hello.c
examples_hello_DEPENDENCIES = $(guest_needs)

# What arm64's loaders start: the ELF file's bytes as they lie in memory.
if ISA_ARM64
noinst_DATA += examples/hello.img
endif

boot_examples = examples/hello
if PLATFORM_ARM_CCA
noinst_PROGRAMS += examples/attest
noinst_DATA += examples/attest.img
boot_examples += examples/attest
endif
examples_attest_SOURCES = examples/attest.c
examples_attest_DEPENDENCIES = $(guest_needs)
%.img: %
	$(AM_V_GEN)$(OBJCOPY) -O binary $< $@
CLEANFILES += examples/hello.img examples/attest.img
