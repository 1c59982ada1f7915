/* SPDX-License-Identifier: BSD-3-Clause */
/* What the boot tables reach on this frontend, PLAT_REACH(base, size): the
 * image is linked, and loaded, below 1 GiB. Of this only as much is mapped as
 * the image takes. Included by tools/mkbpt.c, more than once: no guard. */
PLAT_REACH(0, PLAT_GIB(1))
