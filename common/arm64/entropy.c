/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The early stage: where the CPU has no RNDR the entry code had nothing but a
 * counter for the canary and the keys of pointer authentication. Now there may
 * be a seed in the devicetree, or a source behind an SMCCC call: both are made
 * again. (A host that is not to know them is asked for neither.)
 *
 * Only frames that are never checked lie below this one (PLAT_ROOT_FRAME):
 * what a frame was signed with has to be there when it is left.
 */
#include <plat/early_map.h>
#include <plat/frontend.h>
#include <plat/log.h>
#include <plat/smccc.h>
#include <plat/stage.h>

#include "common/arm64/machine.h"
#include "common/arm64/sysreg.h"

#define SEED_BYTES_MAX 64u

extern unsigned long __stack_chk_guard;

/* Spreads each bit over all of them; every step can be undone, so that none is
 * lost. */
static uint64_t spread(uint64_t x)
{
	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9ull;
	x = (x ^ x >> 27) * 0x94d049bb133111ebull;
	return x ^ x >> 31;
}

static uint64_t take_seed(uint64_t state, struct plat_pa_range range)
{
	uint64_t size = plat_min_u64(range.size, SEED_BYTES_MAX);
	volatile uint8_t *seed =
	    plat_early_map(range.start, size, PLAT_MT_WB);

	if (!seed)
		return state;
	for (unsigned int i = 0; i < size; i++) {
		state = spread(state ^ seed[i]);
		seed[i] = 0; /* nobody after us learns what the keys are from */
	}
	plat_early_unmap((const void *)seed, size);
	return state;
}

static uint64_t take_source(uint64_t state)
{
	uint64_t words[PLAT_SMCCC_RANDOM_WORDS];

	if (plat_smccc_random(words))
		return state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(words); i++)
		state = spread(state ^ words[i]);
	return state;
}

static uint64_t next(uint64_t *state)
{
	*state += 0x9e3779b97f4a7c15ull;
	return spread(*state);
}

#define NEW_KEY(name, state)                                               \
	do {                                                               \
		plat_arm64_write(name##KeyLo_EL1, next(state));            \
		plat_arm64_write(name##KeyHi_EL1, next(state));            \
	} while (0)

static uint64_t gather(void)
{
	const struct plat_fdt *fdt = &plat_arm64_machine.fdt;
	uint64_t state = spread(plat_arm64_read(cntvct_el0));

	if (plat_frontend()->is_confidential) {
		plat_warn("this CPU has no RNDR: who knows the time can "
			  "guess canary and keys");
		return state ^ __stack_chk_guard;
	}
	state ^= fdt->kaslr_seed;
	return take_source(take_seed(state ^ __stack_chk_guard,
				     fdt->rng_seed));
}

PLAT_ROOT_FRAME static int entropy_init(void)
{
	uint64_t state;

	if (plat_arm64_id_field(plat_arm64_read(id_aa64isar0_el1),
				ID_AA64ISAR0_RNDR))
		return 0;
	state = gather();
	__stack_chk_guard = next(&state) & ~(uint64_t)0xff;
	if (!(plat_arm64_read(sctlr_el1) >> SCTLR_EnIA_BIT & 1))
		return 0;
	NEW_KEY(APIA, &state);
	NEW_KEY(APIB, &state);
	NEW_KEY(APDA, &state);
	NEW_KEY(APDB, &state);
	plat_arm64_isb();
	return 0;
}

PLAT_STAGE(early, protocol, entropy, .init = entropy_init);
