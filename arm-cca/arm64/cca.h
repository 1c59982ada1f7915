/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of the arm-cca frontend share.
 */
#ifndef ARM_CCA_CCA_H
#define ARM_CCA_CCA_H

#include <plat/bootinfo.h>
#include <plat/types.h>

#include "arm-cca/arm64/rsi.h"

struct cca {
	/* Physical addresses below are the realm's own, those with this bit
	 * set are what the host sees. 0: this is no realm. */
	uint64_t unprotected;
	uint8_t hash;            /* enum rsi_hash */
	uint8_t personalisation[sizeof(
		((struct rsi_realm_config *)0)->personalisation)];
};

/* Constant from the choice of the frontend on. */
extern struct cca plat_cca;

/* A page that the monitor reads and writes. Whoever uses it has taken it. */
extern uint8_t plat_cca_granule[RSI_GRANULE];

/* detect.c */

/**
 * Whether a monitor answers to RSI; if so, who the realm is is known.
 *
 * Context: as the detect() of struct plat_frontend; an SMC may be tried.
 */
bool plat_cca_detect(void);

/**
 * Ends the boot where the monitor's answers were none that a guest can be
 * built on, or any of the devicetree at @arg is where the host can change it
 * while it is read.
 *
 * Context: the protocol stage; plat_early_map() works.
 */
void plat_cca_check(plat_pa_t arg);

/* memory.c */

/**
 * What the direct map will hold of @list is the realm's own from now on: until
 * then an access may be the end. Ends the boot where the host does not let it
 * be.
 *
 * Context: the protocol stage.
 */
void plat_cca_accept(const struct plat_mrd_list *list);

/* Members of struct plat_frontend. */
int plat_cca_device_address(struct plat_pa_range range, plat_pa_t *address);
int plat_cca_share(struct plat_pa_range range);
int plat_cca_unshare(struct plat_pa_range range);
plat_pa_t plat_cca_shared_address(plat_pa_t pa);

#endif /* ARM_CCA_CCA_H */
