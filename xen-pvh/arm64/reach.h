/* SPDX-License-Identifier: BSD-3-Clause */
/* As kvm/arm64/reach.h: PLAT_REACH(base, size). No guard. */
PLAT_REACH(0, PLAT_GIB(1))
