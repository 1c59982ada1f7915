/* SPDX-License-Identifier: BSD-3-Clause */
/* What the boot tables reach on this frontend, PLAT_REACH(base, size), from
 * where the image was loaded on. Of this only as much is mapped as the image
 * takes. Included by tools/mkbpt.c, more than once: no guard. */
PLAT_REACH(0, PLAT_GIB(1))
