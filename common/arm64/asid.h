/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Address space identifiers. A space is given one when it is entered, and keeps
 * it for the round; when all are given out, the next round begins, in which
 * those that lcpus are in keep theirs, and the TLBs forget all others.
 */
#ifndef COMMON_ARM64_ASID_H
#define COMMON_ARM64_ASID_H

#include <plat/atomic.h>
#include <plat/types.h>

#define ARM64_ASID_BITS_MAX 16u
#define ARM64_ASID_ROUND    ((uint64_t)1 << ARM64_ASID_BITS_MAX)

/* 0 is nobody's: of an lcpu that is in the kernel's space. */
struct plat_arm64_asids {
	uint64_t round; /* contexts of this one have it; a multiple of that */
	uint32_t nr;    /* that the CPU has */
	uint32_t next;
	uint64_t kept[(1u << ARM64_ASID_BITS_MAX) / 64]; /* in this round */
};

/** What the CPU calls @context. */
static inline uint64_t plat_arm64_asid(uint64_t context)
{
	return context & (ARM64_ASID_ROUND - 1);
}

/** Begin with @bits, 8 or 16. */
void plat_arm64_asid_init(struct plat_arm64_asids *asids, unsigned int bits);

/** Whether @context has an ASID in this round, which may end meanwhile. */
static inline bool
plat_arm64_asid_is_valid(const struct plat_arm64_asids *asids, uint64_t context)
{
	return plat_atomic_load_seq_cst(&asids->round) ==
	       context - plat_arm64_asid(context);
}

/**
 * Give a space an ASID.
 *
 * Returns: whether there was one; otherwise a new round has to begin.
 */
bool plat_arm64_asid_take(struct plat_arm64_asids *asids, uint64_t *context);

/** Begin a new round. */
void plat_arm64_asid_renew(struct plat_arm64_asids *asids);

/**
 * In a new round, before any is taken: a space keeps the ASID that it had in
 * the last one. One of before, or none, stays invalid: it may be another's.
 */
void plat_arm64_asid_keep(struct plat_arm64_asids *asids, uint64_t *context);

#endif /* COMMON_ARM64_ASID_H */
