/* SPDX-License-Identifier: BSD-3-Clause */
/* As kvm/x86_64/reach.h: PLAT_REACH(base, size). No guard. */
PLAT_REACH(0, PLAT_GIB(1))
