/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The arm-cca frontend in front of a monitor whose answers are the input: a
 * byte that says what is asked of the frontend, then for each call that it
 * makes a byte that says of what kind each register is, and what these need.
 * When there is no more, each call is refused. What the monitor has really
 * done is kept beside it.
 */
#include "tests/fuzz/fuzz.h"

#include <plat/cca.h>
#include <plat/errno.h>

#include "arm-cca/arm64/cca.h"
#include "tests/host/support.h"
#include "tests/unit/cca/world.h"

#define PAGE     PLAT_PAGE_SIZE
#define BASE     0x80000000ull
#define NR_PAGES 16u

static const uint8_t *bytes;
static size_t nr_bytes;

static uint8_t states[NR_PAGES]; /* of the pages from BASE on */

static uint8_t next(void)
{
	if (!nr_bytes)
		return 0;
	nr_bytes--;
	return *bytes++;
}

static uint64_t next_word(void)
{
	uint64_t word = 0;

	for (unsigned int i = 0; i < 8; i++)
		word = word << 8 | next();
	return word;
}

/* In the monitor's own books: of an answer that can be, what it says it has
 * done; who answers otherwise has done nothing. */
static void change(const struct plat_smccc_regs *asked,
		   const struct plat_smccc_regs *answer)
{
	uint64_t at = asked->x[1], to = answer->x[1], end = asked->x[2];
	uint64_t state = asked->x[3];

	FUZZ_CHECK(at < end && state <= RSI_RAM);
	FUZZ_CHECK(end <= plat_cca.unprotected);
	if (at < BASE || end > BASE + NR_PAGES * PAGE || answer->x[0] ||
	    answer->x[2] > 1 || to > end || !plat_is_aligned(to, PAGE))
		return;
	for (; at < to; at += PAGE)
		states[(at - BASE) / PAGE] = (uint8_t)state;
}

static void set_or_get(struct plat_smccc_regs *regs, unsigned int kind)
{
	uint64_t at = regs->x[1], end = regs->x[2];

	switch (kind >> 2 & 3) {
	case 0:
		regs->x[1] = end;
		break;
	case 1:
		regs->x[1] = at + next() % 8 * PAGE;
		break;
	case 2:
		regs->x[1] = at + next() * (PAGE / 16);
		break;
	default:
		regs->x[1] = next_word();
	}
	regs->x[2] = kind & 16 ? next() % 6 : kind & 32 ? next_word() : 0;
}

static void tell_config(struct plat_smccc_regs *regs, unsigned int kind)
{
	struct rsi_realm_config *config = world_at(regs->x[1]);

	config->ipa_width = kind & 4 ? next_word() : next() % 64;
	config->hash = kind & 8 ? next() : next() % 2;
	memset(config->personalisation, next(), 64);
}

static void give_token(struct plat_smccc_regs *regs, unsigned int kind)
{
	uint64_t room = regs->x[3];
	uint64_t nr = kind & 4 ? next() : kind & 8 ? next_word() : room;

	FUZZ_CHECK(regs->x[2] < PAGE && room == PAGE - regs->x[2]);
	memset((uint8_t *)world_at(regs->x[1]) + regs->x[2], 0x77,
	       nr < room ? nr : room);
	regs->x[1] = nr;
}

static void answer(struct plat_smccc_regs *regs)
{
	struct plat_smccc_regs asked = *regs;
	bool is_over = nr_bytes == 0;
	unsigned int kind = next();

	switch (regs->x[0]) {
	case RSI_VERSION:
		regs->x[1] = kind & 4 ? next_word() : RSI_VERSION_1_0;
		break;
	case RSI_REALM_CONFIG:
		tell_config(regs, kind);
		break;
	case RSI_IPA_STATE_SET:
	case RSI_IPA_STATE_GET:
		set_or_get(regs, kind);
		break;
	case RSI_TOKEN_INIT:
		regs->x[1] = kind & 4 ? next_word() : 16u * next();
		break;
	case RSI_TOKEN_CONTINUE:
		give_token(regs, kind);
		break;
	case RSI_HOST_CALL:
		memset(world_at(regs->x[1]), next(), 256);
		break;
	default:
		for (unsigned int i = 1; i < 10; i++)
			regs->x[i] = next();
	}
	regs->x[0] = is_over ? 1 : 0;
	if (kind & 64)
		regs->x[0] = next() % 5;
	if (kind & 128)
		regs->x[0] = next_word();
	if (asked.x[0] == RSI_IPA_STATE_SET)
		change(&asked, regs);
}

static struct plat_pa_range some_pages(void)
{
	unsigned int first = next() % NR_PAGES;
	unsigned int nr = 1 + next() % (NR_PAGES - first);

	return (struct plat_pa_range){{BASE + first * PAGE}, nr * PAGE};
}

static bool all_are(struct plat_pa_range range, unsigned int state)
{
	uint64_t first = (range.start.v - BASE) / PAGE;

	for (uint64_t i = 0; i < range.size / PAGE; i++) {
		if (states[first + i] != state)
			return false;
	}
	return true;
}

static void fill_states(struct plat_pa_range range, unsigned int state)
{
	memset(&states[(range.start.v - BASE) / PAGE], (int)state,
	       range.size / PAGE);
}

/* What was asked, and what came of it. */
struct question {
	struct plat_pa_range range;
	struct plat_mrd_list list;
	bool shares;
	int err;
};

static void share(const void *arg)
{
	struct question *q = (struct question *)(uintptr_t)arg;

	q->err = q->shares ? plat_cca_share(q->range)
			   : plat_cca_unshare(q->range);
}

/* All of it is whose it was asked to be, or all whose it was. */
static void do_share(void)
{
	struct question q = {.range = some_pages(), .shares = next() & 1};
	unsigned int before = q.shares ? RSI_RAM : RSI_EMPTY;

	fill_states(q.range, before);
	world_try(share, &q);
	if (world_panic[0])
		return;
	FUZZ_CHECK(all_are(q.range, q.err ? before
				    : q.shares ? RSI_EMPTY : RSI_RAM));
}

static void accept(const void *arg)
{
	plat_cca_accept(arg);
}

static void do_accept(void)
{
	struct plat_mrd mrds[2] = {
		{.type = next() % PLAT_NR_MRD_TYPES},
		{.type = PLAT_MRD_FREE},
	};
	struct plat_mrd_list list = {.mrds = mrds, .nr_mrds = 2};
	struct plat_pa_range range;

	for (unsigned int i = 0; i < 2; i++) {
		range = some_pages();
		fill_states(range, RSI_EMPTY);
		mrds[i].start = range.start;
		mrds[i].size = range.size;
	}
	if (next() == 1)
		mrds[0].start.v = next_word();
	world_try(accept, &list);
	FUZZ_CHECK(world_panic[0] || all_are(range, RSI_RAM));
}

static void check_arg(const void *arg)
{
	plat_cca_check(*(const plat_pa_t *)arg);
}

/* A devicetree's header, or what is in its place. */
static void put_header(plat_pa_t at)
{
	static uint32_t header[10];

	header[0] = next() ? __builtin_bswap32(0xd00dfeed) : next();
	header[1] = (uint32_t)next_word();
	host_phys_put(at.v, header, sizeof(header));
}

static void do_detect(void)
{
	plat_pa_t arg = plat_pa(next_word());
	uint8_t value[64];

	memset(&plat_cca, 0, sizeof(plat_cca));
	world_has_hypervisor = next() == 1;
	world_smc_is_undefined = next() == 1;
	host_phys_reset();
	if (next() & 1) {
		arg.v &= 0xffffff8;
		put_header(arg);
	}
	if (plat_cca_detect()) {
		world_try(check_arg, &arg);
		FUZZ_CHECK(world_panic[0] || (plat_cca_in_realm() &&
					      arg.v < plat_cca.unprotected));
		FUZZ_CHECK(!plat_cca_in_realm() ||
			   (plat_cca.unprotected >= 1ull << 31 &&
			    plat_cca.unprotected <= 1ull << 51));
	} else {
		FUZZ_CHECK(!plat_cca_in_realm());
	}
	FUZZ_CHECK(plat_cca_personalisation(value) == 0 ||
		   !plat_cca_in_realm());
	world_be_realm(33, RSI_SHA_256);
}

static void do_device(void)
{
	struct plat_pa_range range = some_pages();
	plat_pa_t before = range.start, pa = before;
	int err;

	if (next() == 1)
		range.start.v = next_word();
	err = plat_cca_device_address(range, &pa);
	FUZZ_CHECK(err || (pa.v & ~plat_cca.unprotected) == range.start.v);
	FUZZ_CHECK(!err || pa.v == before.v);
}

static void do_state(void)
{
	struct plat_pa_range range = some_pages();
	enum plat_cca_memory state = PLAT_CCA_EMPTY;
	uint64_t size = 0;

	if (next() == 1)
		range.size = next_word();
	if (plat_cca_memory_state(range, &state, &size))
		return;
	FUZZ_CHECK(state <= PLAT_CCA_DEV && size && size <= range.size &&
		   plat_is_aligned(size, PAGE));
}

static void do_token(void)
{
	uint8_t challenge[64] = {next()};
	size_t room = 16u * next(), size = room;
	uint8_t *token = malloc(room ? room : 1);
	int err = plat_cca_token(challenge, token, &size);

	FUZZ_CHECK(err == -PLAT_ERANGE ? size > room : size <= room);
	FUZZ_CHECK(err <= 0 && err != -PLAT_EAGAIN && err != -PLAT_ENOENT);
	free(token);
}

static void do_measurement(void)
{
	struct plat_cca_measurement m = {.size = 0};
	uint8_t value[256] = {0};
	int err = plat_cca_measurement_read(next(), &m);

	FUZZ_CHECK(err <= 0 && (m.size == 32 || m.size == 64));
	plat_cca.hash = next() & 1;
	FUZZ_CHECK(plat_cca_measurement_extend(next(), value, next()) <= 0);
}

static void do_host_call(void)
{
	struct plat_cca_host_call call = {.number = next()};

	if (next() == 1)
		world_fail_frame();
	FUZZ_CHECK(plat_cca_host_call(&call) <= 0);
}

static void (*const questions[])(void) = {
	do_share, do_accept, do_detect, do_device, do_state, do_token,
	do_measurement, do_host_call, do_share,
};

/* As tests/unit/cca/rsi.c does: outside of a realm nothing is asked. */
static void ask_outside(void)
{
	struct plat_cca_host_call call = {.number = 0};
	struct plat_cca_measurement m;
	struct plat_pa_range range = {{BASE}, PAGE};
	enum plat_cca_memory state;
	uint8_t value[64] = {0};
	uint64_t n;
	size_t size = sizeof(value);

	memset(&plat_cca, 0, sizeof(plat_cca));
	FUZZ_CHECK(plat_cca_host_call(&call) && plat_cca_personalisation(value) &&
		   plat_cca_measurement_read(0, &m) &&
		   plat_cca_measurement_extend(1, value, 1) &&
		   plat_cca_memory_state(range, &state, &n) &&
		   plat_cca_token(value, value, &size));
	FUZZ_CHECK(world_nr_calls == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bytes = data;
	nr_bytes = size;
	world_reset();
	world_monitor = answer;
	if (size && data[0] == 0xff)
		ask_outside();
	world_be_realm(33, RSI_SHA_256);
	for (unsigned int i = 0; nr_bytes && i < 64; i++) {
		questions[next() % PLAT_ARRAY_SIZE(questions)]();
		FUZZ_CHECK(world_nr_frames() == 0);
		/* Nothing is asked for ever. */
		FUZZ_CHECK(world_nr_calls <= size + 64 * 2 * NR_PAGES + 500);
	}
	fuzz_end();
	return 0;
}
