# SPDX-License-Identifier: BSD-3-Clause
# The arm-cca frontend: the guest inside a realm.

# Needs no CPU: tested on the build machine, too.
arm_cca_pure = \
	arm-cca/arm64/attest.c \
	arm-cca/arm64/detect.c \
	arm-cca/arm64/memory.c \
	arm-cca/arm64/rsi.c

arm_cca_arm64 = \
	$(arm_cca_pure) \
	arm-cca/arm64/die.S \
	arm-cca/arm64/frontend.c \
	arm-cca/arm64/try.S

if PLATFORM_ARM_CCA
libplat_a_SOURCES += $(arm_cca_arm64)
PLAT_LINK_SYMBOLS += plat_frontend_arm_cca plat_cca_die
endif
EXTRA_DIST += $(arm_cca_arm64) arm-cca/README.md arm-cca/arm64/cca.h \
	arm-cca/arm64/reach.h arm-cca/arm64/rsi.h arm-cca/arm64/rsi_abi.h

arm-cca/arm64/die.$(OBJEXT) arm-cca/arm64/try.$(OBJEXT): asm-offsets.h
