/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Process-context identifiers. An lcpu has a few, and gives them to the spaces
 * that it was in last; what a TLB knows of a space is right as long as there are
 * no changes but those that were flushed here. Intel SDM 3A 4.10.1.
 */
#ifndef COMMON_X86_64_PCID_H
#define COMMON_X86_64_PCID_H

#include <plat/types.h>

/* 0 is the kernel's space's, and 1 to this are others'. */
#define X86_NR_PCIDS 7u

/* Of one lcpu. */
struct plat_x86_pcids {
	struct {
		uint64_t space;      /* its number; 0: none */
		uint64_t nr_changes; /* of it: the TLB has all of these */
	} owners[X86_NR_PCIDS];
	uint32_t next; /* is taken next */
};

/**
 * The PCID for a space that the lcpu enters.
 *
 * @is_valid: out: what the TLB holds of it is right.
 */
unsigned int plat_x86_pcid_enter(struct plat_x86_pcids *pcids, uint64_t space,
				 uint64_t nr_changes, bool *is_valid);

/**
 * The space's change @change, counted from 1, was flushed on the lcpu. Where one
 * before it was not yet, the next entry flushes them all.
 */
void plat_x86_pcid_flushed(struct plat_x86_pcids *pcids, uint64_t space,
			   uint64_t change);

#endif /* COMMON_X86_64_PCID_H */
