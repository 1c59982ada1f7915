/* SPDX-License-Identifier: BSD-3-Clause */
/* What the boot tables reach on this frontend: as on kvm. Included by
 * tools/mkbpt.c, more than once: no guard. */
PLAT_REACH(0, PLAT_GIB(1))
