/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a guest says when it dies. The report for humans is in every image; a
 * guest that wants to be looked at with a debugger afterwards asks, once in
 * one of its files, for the form that plat-crash(1) makes a core file of:
 *
 *	PLAT_CRASH_FORM;
 *
 * It is not in every image because it costs 3 KiB, and some 10 to 40 KiB of
 * console output at a crash. plat.crash=WORD on the command line says what of
 * memory it has: stacks (those in use, of all lcpus, and the code where each
 * was; the default), image (also the image's data), none (no form at all).
 */
#ifndef PLAT_CRASH_H
#define PLAT_CRASH_H

#include <plat/compiler.h>

#define PLAT_CRASH_FORM                                                    \
	PLAT_USED static const void *const plat_crash_form_wanted =        \
		&plat_crash_part_form

extern const struct plat_crash_part plat_crash_part_form; /* private */

#endif /* PLAT_CRASH_H */
