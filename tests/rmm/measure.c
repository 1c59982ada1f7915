/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The realm's measurements: DEN 0137 A7.1. The initial one, RIM, is the hash
 * over what the realm was made of, one step after the other: each step hashes
 * a descriptor of 256 bytes that holds the value before it.
 */
#include "tests/rmm/rmm.h"

uint8_t rmm_measurements[RMM_NR_MEASUREMENTS][RMM_HASH_MAX];

/* RmmMeasurementDescriptor...: data, REC, RIPAS. */
enum step { STEP_DATA, STEP_REC, STEP_RIPAS };

struct descriptor {
	uint64_t type;
	uint64_t size_bytes;
	uint8_t rim[RMM_HASH_MAX];
	uint64_t values[2 + RMM_HASH_MAX / 8]; /* as the type has them */
	uint8_t zero[0x60];
};
_Static_assert(sizeof(struct descriptor) == 0x100, "RmmMeasurementDescriptor");

/* RmiRealmParams and RmiRecParams: those of their 4096 bytes that count. */
#define REALM_S2SZ 0x08
#define REALM_HASH 0x30
#define REC_FLAGS  0x00
#define REC_PC     0x200
#define REC_GPRS   0x300
#define RUNNABLE   1ull

static uint64_t params[PLAT_PAGE_SIZE / 8];

unsigned int rmm_hash_size(void)
{
	return (unsigned int)rmm_options.hash_bits / 8;
}

static void hash(const void *data, size_t size, void *to)
{
	rmm_hash((unsigned int)rmm_options.hash_bits, data, size, to);
}

static void tell(const char *what, uint64_t a, uint64_t b, const void *value)
{
	const uint8_t *bytes = value;
	char text[2 * RMM_HASH_MAX + 1] = "";

	if (!rmm_options.verbose)
		return;
	for (unsigned int i = 0; bytes && i < rmm_hash_size(); i++) {
		text[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
		text[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
		text[2 * i + 2] = '\0';
	}
	rmm_say("measure %s %#lx %#lx %s", what, a, b, text);
}

static void step(struct descriptor *d, enum step type)
{
	uint8_t *rim = rmm_measurements[0];

	d->type = type;
	d->size_bytes = sizeof(*d);
	memcpy(d->rim, rim, sizeof(d->rim));
	hash(d, sizeof(*d), rim);
}

void rmm_measure_realm(void)
{
	memset(params, 0, sizeof(params));
	params[REALM_S2SZ / 8] = rmm_options.ipa_width;
	params[REALM_HASH / 8] = rmm_options.hash_bits == 512;
	hash(params, sizeof(params), rmm_measurements[0]);
	tell("realm", rmm_options.ipa_width, rmm_options.hash_bits, NULL);
}

/* The page's contents are measured, too: flags bit 0. */
void rmm_measure_data(uint64_t ipa)
{
	struct descriptor d = {.values = {ipa, 1}};

	hash(rmm_private(ipa), PLAT_PAGE_SIZE, &d.values[2]);
	tell("data", ipa, 1, &d.values[2]);
	step(&d, STEP_DATA);
}

void rmm_measure_ripas(uint64_t base, uint64_t top)
{
	struct descriptor d = {.values = {base, top}};

	tell("ripas", base, top, NULL);
	step(&d, STEP_RIPAS);
}

void rmm_measure_cpu(const struct rmm_cpu *cpu)
{
	struct descriptor d = {.type = 0};

	memset(params, 0, sizeof(params));
	params[REC_FLAGS / 8] = cpu->state == RMM_CPU_ON ? RUNNABLE : 0;
	params[REC_PC / 8] = cpu->entry;
	params[REC_GPRS / 8] = cpu->context;
	hash(params, sizeof(params), d.values);
	tell("cpu", cpu->entry, cpu->context, d.values);
	step(&d, STEP_REC);
}

/* The new value is the hash of the old one, and what was added. */
void rmm_measure_extend(unsigned int index, const void *value, size_t size)
{
	uint8_t both[2 * RMM_HASH_MAX];

	memcpy(both, rmm_measurements[index], rmm_hash_size());
	memcpy(both + rmm_hash_size(), value, size);
	hash(both, rmm_hash_size() + size, rmm_measurements[index]);
}
