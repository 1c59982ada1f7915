/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: replacing privileged instructions, for a frontend whose host does not
 * let the guest execute them. See <plat/arch/privileged.h>.
 */
#ifndef COMMON_X86_64_PRIVILEGED_H
#define COMMON_X86_64_PRIVILEGED_H

#include <plat/types.h>

#include "common/x86_64/include/plat/arch/privileged.h"

/* What is called for a kind. */
struct plat_x86_replacement {
	const void *code; /* NULL: the image must have no such place */
	uint8_t stride;   /* 0: one for all. Else there is one for each register,
			   * this far apart, in the order of their numbers */
};

/* The image's records: where the linker keeps them, PLAT_LINK_PRIVILEGED. */
extern const uint8_t plat_privileged_begin[], plat_privileged_end[];

/**
 * Have all places that the records from @record to @end tell of call
 * @table[kind]'s code.
 *
 * Requires: the image's text can be written, and 8 bytes be read from each
 *           place on; nothing else runs; no place was
 *           executed before (what it did natively cannot be taken back).
 * Context:  the entry code of the frontend; the first C that runs. It calls
 *           nothing but string functions.
 * Returns:  NULL; else a place whose bytes are none of its kind: those before
 *           it are replaced.
 */
PLAT_MUST_CHECK
const uint8_t *
plat_x86_replace(const uint8_t *record, const uint8_t *end,
		 const struct plat_x86_replacement table[PLAT_NR_PRIV]);

#endif /* COMMON_X86_64_PRIVILEGED_H */
