/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Whether this is a realm, and which.
 */
#include "arm-cca/arm64/cca.h"

#include <plat/early_map.h>
#include <plat/errno.h>
#include <plat/layout.h>
#include <plat/power.h>
#include <plat/snapshot.h>
#include <plat/string.h>

#include "common/arm64/psci.h"

/* Of a devicetree: its header, the magic in that, and its size. Devicetree
 * Specification 0.4, 5.2; big-endian. */
#define TREE_HEADER_BYTES 40u
#define TREE_MAGIC        __builtin_bswap32(0xd00dfeed)

struct cca plat_cca;

PLAT_ALIGNED(RSI_GRANULE) uint8_t plat_cca_granule[RSI_GRANULE];

/* Of an answer that nothing can be built on. Said as soon as somebody can say
 * it. */
static const char *trouble;

static void configure(void)
{
	struct rsi_realm_config *config =
		(struct rsi_realm_config *)plat_cca_granule;

	if (plat_rsi_realm_config(config, plat_image_pa(config))) {
		trouble = "the monitor does not tell the realm's "
			  "configuration";
		return;
	}
	plat_cca.unprotected = (uint64_t)1 << (config->ipa_width - 1);
	plat_cca.hash = config->hash;
	memcpy(plat_cca.personalisation, config->personalisation,
	       sizeof(plat_cca.personalisation));
}

/* An HVC is undefined in a realm, whatever the host wants; where a hypervisor
 * takes it, nobody may be there to take an SMC, and to come back from it. */
static bool a_hypervisor_answers(void)
{
	struct plat_smccc_regs regs = {{PSCI_VERSION}};

	return plat_cca_try_hvc(&regs);
}

bool plat_cca_detect(void)
{
	int err = a_hypervisor_answers() ? -PLAT_ENOTSUP : plat_rsi_version();

	trouble = NULL;
	if (err == -PLAT_ENOTSUP)
		return false;
	if (err)
		trouble = "the monitor does not have version 1.0 of RSI";
	configure();
	return true;
}

/* How many bytes from @arg on will be read as a devicetree. The header is in
 * the realm's memory, where it stays as it is, or it is not looked at. */
static uint64_t tree_bytes(plat_pa_t arg)
{
	uint32_t head[2];
	const void *at = NULL;

	if (plat_range_below(arg.v, TREE_HEADER_BYTES, plat_cca.unprotected) &&
	    plat_is_aligned(arg.v, 8))
		at = plat_early_map(arg, sizeof(head), PLAT_MT_WB);
	if (!at)
		return TREE_HEADER_BYTES;
	plat_snapshot(head, at, sizeof(head));
	plat_early_unmap(at, sizeof(head));
	return head[0] == TREE_MAGIC
		       ? plat_max_u64(__builtin_bswap32(head[1]),
				      TREE_HEADER_BYTES)
		       : TREE_HEADER_BYTES;
}

void plat_cca_check(plat_pa_t arg)
{
	if (trouble)
		plat_panic("realm: %s", trouble);
	if (!plat_range_below(arg.v, tree_bytes(arg), plat_cca.unprotected))
		plat_panic("realm: the devicetree at %#lx is in memory that "
			   "the host sees", arg.v);
}
