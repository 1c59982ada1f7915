/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Address space identifiers. A space is given one when it is entered, and keeps
 * it for the round; when all are given out, the next round begins, in which
 * those that lcpus are in keep theirs, and the TLBs forget all others.
 */
#ifndef COMMON_ARM64_ASID_H
#define COMMON_ARM64_ASID_H

#include <plat/types.h>

#define ARM64_ASID_BITS_MAX 16u

/* 0 is nobody's: of an lcpu that is in the kernel's space. */
struct plat_arm64_asids {
	uint64_t round; /* 1 << 16 and up: what contexts of this one have */
	uint32_t nr;    /* that the CPU has */
	uint32_t next;
	uint64_t kept[(1u << ARM64_ASID_BITS_MAX) / 64]; /* in this round */
};

/** What the CPU calls @context. */
static inline uint64_t plat_arm64_asid(uint64_t context)
{
	return context & ((1u << ARM64_ASID_BITS_MAX) - 1);
}

/** Begin with @bits, 8 or 16. */
void plat_arm64_asid_init(struct plat_arm64_asids *asids, unsigned int bits);

/** Whether @context has an ASID in this round. */
static inline bool plat_arm64_asid_is_valid(const struct plat_arm64_asids *asids,
					    uint64_t context)
{
	return asids->round == (context & ~(uint64_t)0xffff);
}

/**
 * Give a space an ASID.
 *
 * Returns: whether there was one; otherwise a new round has to begin.
 */
bool plat_arm64_asid_take(struct plat_arm64_asids *asids, uint64_t *context);

/** Begin a new round. */
void plat_arm64_asid_renew(struct plat_arm64_asids *asids);

/** In a new round, before any is taken: a space keeps its. */
void plat_arm64_asid_keep(struct plat_arm64_asids *asids, uint64_t *context);

#endif /* COMMON_ARM64_ASID_H */
