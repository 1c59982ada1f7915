/* SPDX-License-Identifier: BSD-3-Clause */
/* A monitor's answer that a realm does not understand, or that cannot be, is
 * taken for what it is not: memory is used that the host sees, or may take
 * away, or the guest asks for ever. */
#include "tests/unit/unit.h"

#include <plat/cca.h>
#include <plat/errno.h>

#include "arm-cca/arm64/cca.h"
#include "tests/unit/cca/world.h"

#define PAGE PLAT_PAGE_SIZE
#define BASE 0x80000000ull

/* Each question with an answer of its own. */
static unsigned int nr_cases;

/* What is answered: these, one after the other, the last one again and again.
 * x[0] to x[9] come back as they are. */
static uint64_t answers[8][10];
static unsigned int nr_answers, nr_asked;
static struct plat_smccc_regs asked; /* the last question */
static const void *written;          /* to the address in x1, if not NULL */
static size_t written_bytes;

static void scripted(struct plat_smccc_regs *regs)
{
	unsigned int i = nr_asked < nr_answers ? nr_asked : nr_answers - 1;

	asked = *regs;
	nr_asked++;
	if (written)
		memcpy(world_at(regs->x[1]), written, written_bytes);
	memcpy(regs->x, answers[i], sizeof(answers[i]));
}

static void begin(void)
{
	world_reset();
	world_be_realm(33, RSI_SHA_256);
	world_monitor = scripted;
	memset(answers, 0, sizeof(answers));
	nr_answers = 1;
	nr_asked = 0;
	written = NULL;
	nr_cases++;
}

static int setup(void **state)
{
	(void)state;
	begin();
	nr_cases--;
	return 0;
}

/* x0 of DEN 0137 B5.4 (RsiCommandReturnCode), and what is none. */
static const uint64_t codes[] = {
	0, 1, 2, 3, 4, 5, 0x7f, 0xff, 0x100, 0xffffffff, 1ull << 32,
	1ull << 32 | 1, 3ull << 32, 1ull << 63, UINT64_MAX - 1, UINT64_MAX,
};

#define NR_CODES PLAT_ARRAY_SIZE(codes)
#define PROTO    (-PLAT_EPROTO)

/* A call that is done in one go knows success and wrong input. */
static int simple(uint64_t code)
{
	return code == 0 ? 0 : code == 1 ? -PLAT_EINVAL : PROTO;
}

static uint8_t value[RSI_MEASUREMENT_BYTES];

static void each_call_with_each_status(void **state)
{
	struct plat_pa_range range = {{BASE}, 4 * PAGE};
	enum rsi_ripas ripas;
	uint64_t n;

	(void)state;
	for (unsigned int i = 0; i < NR_CODES; i++) {
		uint64_t code = codes[i];

		begin();
		answers[0][0] = code;
		answers[0][1] = range.start.v + range.size;
		assert_int_equal(plat_rsi_set_ripas(range, RSI_RAM, false, &n),
				 simple(code));
		assert_int_equal(n, code ? 0 : range.size);
		assert_int_equal(nr_asked, 1);
		begin();
		answers[0][0] = code;
		answers[0][1] = range.start.v + range.size;
		assert_int_equal(plat_rsi_get_ripas(range, &ripas, &n),
				 simple(code));
		begin();
		answers[0][0] = code;
		assert_int_equal(plat_rsi_measurement_read(1, value),
				 simple(code));
		begin();
		answers[0][0] = code;
		assert_int_equal(plat_rsi_measurement_extend(1, value, 64),
				 simple(code));
		begin();
		answers[0][0] = code;
		assert_int_equal(plat_rsi_host_call(plat_pa(BASE)),
				 simple(code));
		begin();
		answers[0][0] = code;
		assert_int_equal(plat_rsi_token_begin(value, &n),
				 code ? PROTO : 0);
		begin();
		answers[0][0] = code;
		assert_int_equal(plat_rsi_token_continue(plat_pa(BASE), 0, &n),
				 code == 2   ? -PLAT_ENOENT
				 : code == 3 ? -PLAT_EAGAIN
					     : simple(code));
	}
}

static void the_version_is_1_0_or_none(void **state)
{
	static const uint64_t versions[] = {0x10000, 0, 1, 0x10001, 0x20000,
					    0xffff, UINT64_MAX,
					    1ull << 32 | 0x10000};

	(void)state;
	for (unsigned int i = 0; i < NR_CODES; i++) {
		for (unsigned int k = 0; k < PLAT_ARRAY_SIZE(versions); k++) {
			int expected = codes[i] == 1 ? -PLAT_ERANGE
				       : codes[i]    ? -PLAT_ENOTSUP
				       : k	     ? -PLAT_ERANGE
						     : 0;

			begin();
			answers[0][0] = codes[i];
			answers[0][1] = versions[k];
			assert_int_equal(plat_rsi_version(), expected);
			assert_int_equal(asked.x[0], RSI_VERSION);
			assert_int_equal(asked.x[1], 0x10000);
		}
	}
}

static void questions_are_those_of_the_specification(void **state)
{
	struct plat_pa_range range = {{BASE}, 4 * PAGE};
	enum rsi_ripas ripas;
	uint8_t bytes[64];
	uint64_t n;

	(void)state;
	answers[0][1] = BASE + 4 * PAGE;
	assert_int_equal(plat_rsi_set_ripas(range, RSI_EMPTY, true, NULL), 0);
	assert_true(asked.x[0] == 0xc4000197 && asked.x[1] == BASE &&
		    asked.x[2] == BASE + 4 * PAGE && asked.x[3] == 0 &&
		    asked.x[4] == 1);
	assert_int_equal(plat_rsi_set_ripas(range, RSI_RAM, false, NULL), 0);
	assert_true(asked.x[3] == 1 && asked.x[4] == 0);
	assert_int_equal(plat_rsi_get_ripas(range, &ripas, &n), 0);
	assert_true(asked.x[0] == 0xc4000198 && asked.x[1] == BASE &&
		    asked.x[2] == BASE + 4 * PAGE);
	for (unsigned int i = 0; i < 64; i++)
		bytes[i] = (uint8_t)(i + 1);
	assert_int_equal(plat_rsi_measurement_extend(3, bytes, 5), 0);
	assert_true(asked.x[0] == 0xc4000193 && asked.x[1] == 3 &&
		    asked.x[2] == 5 && asked.x[3] == 0x0504030201);
	assert_int_equal(plat_rsi_token_begin(bytes, &n), 0);
	assert_true(asked.x[0] == 0xc4000194 &&
		    !memcmp(&asked.x[1], bytes, 64));
	answers[0][1] = 0;
	assert_int_equal(plat_rsi_token_continue(plat_pa(BASE), 0x123, &n), 0);
	assert_true(asked.x[0] == 0xc4000195 && asked.x[1] == BASE &&
		    asked.x[2] == 0x123 && asked.x[3] == 0x1000 - 0x123);
	assert_int_equal(plat_rsi_host_call(plat_pa(BASE + 256)), 0);
	assert_true(asked.x[0] == 0xc4000199 && asked.x[1] == BASE + 256);
}

/* Where one RSI_IPA_STATE_SET of [BASE, BASE + 4 pages) may say that it has
 * come to: relative to BASE. */
static const struct {
	uint64_t at;
	bool can_be;
} places[] = {
	{0, true},	      {PAGE, true},	     {2 * PAGE, true},
	{4 * PAGE, true},     {1, false},	     {PAGE - 1, false},
	{PAGE + 8, false},    {3 * PAGE + 0x800, false},
	{4 * PAGE - 1, false}, {4 * PAGE + 1, false}, {5 * PAGE, false},
	{1ull << 32, false},  {-PAGE, false},	     {-BASE, false},
	{UINT64_MAX - BASE, false},
};

static void where_a_change_has_come_to(void **state)
{
	static const uint64_t responses[] = {0, 1, 2, 3, 1ull << 32,
					     1ull << 32 | 1, UINT64_MAX};
	struct plat_pa_range range = {{BASE}, 4 * PAGE};

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(places); i++) {
		for (unsigned int k = 0; k < PLAT_ARRAY_SIZE(responses); k++) {
			uint64_t r = responses[k], at = places[i].at, done = 99;
			bool is_sane = places[i].can_be && r <= 1;
			int err;

			begin();
			answers[0][1] = BASE + at;
			answers[0][2] = r;
			answers[1][1] = BASE + 4 * PAGE;
			nr_answers = 2;
			err = plat_rsi_set_ripas(range, RSI_RAM, false, &done);
			assert_int_equal(err, !is_sane	  ? PROTO
					      : r	  ? -PLAT_EPERM
					      : at == 0	  ? -PLAT_EFAULT
							  : 0);
			assert_int_equal(done, !is_sane ? 0
					       : !err	? 4 * PAGE
							: at);
			assert_int_equal(nr_asked,
					 !err && at != 4 * PAGE ? 2 : 1);
		}
	}
}

static void a_change_goes_on_where_it_was(void **state)
{
	struct plat_pa_range range = {{BASE}, 7 * PAGE};
	uint64_t done;

	(void)state;
	for (unsigned int i = 0; i < 7; i++)
		answers[i][1] = BASE + (i + 1) * PAGE;
	nr_answers = 7;
	assert_int_equal(plat_rsi_set_ripas(range, RSI_EMPTY, true, &done), 0);
	assert_int_equal(nr_asked, 7);
	assert_int_equal(asked.x[1], BASE + 6 * PAGE);
	assert_int_equal(asked.x[2], BASE + 7 * PAGE);
	assert_int_equal(done, 7 * PAGE);
}

/* An answer that goes back would be asked again for ever. */
static void no_change_goes_backwards(void **state)
{
	struct plat_pa_range range = {{BASE}, 4 * PAGE};

	(void)state;
	for (unsigned int back = 0; back < 3; back++) {
		uint64_t done;

		begin();
		answers[0][1] = BASE + 2 * PAGE;
		answers[1][1] = BASE + back * PAGE;
		nr_answers = 2;
		assert_int_equal(plat_rsi_set_ripas(range, RSI_RAM, false,
						    &done),
				 back == 2 ? -PLAT_EFAULT : PROTO);
		assert_int_equal(done, 2 * PAGE);
		assert_int_equal(nr_asked, 2);
	}
}

static void what_memory_is(void **state)
{
	static const uint64_t states[] = {0, 1, 2, 3, 4, 5, 0xff, 1ull << 32,
					  UINT64_MAX};
	struct plat_pa_range range = {{BASE}, 4 * PAGE};

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(places); i++) {
		for (unsigned int k = 0; k < PLAT_ARRAY_SIZE(states); k++) {
			enum rsi_ripas ripas = RSI_NR_RIPAS;
			uint64_t size = 0;
			bool is_sane = places[i].can_be && places[i].at &&
				       states[k] < 4;

			begin();
			answers[0][1] = BASE + places[i].at;
			answers[0][2] = states[k];
			assert_int_equal(plat_rsi_get_ripas(range, &ripas,
							    &size),
					 is_sane ? 0 : PROTO);
			assert_int_equal(size, is_sane ? places[i].at : 0);
			assert_int_equal(ripas, is_sane ? states[k]
							: RSI_NR_RIPAS);
		}
	}
}

/* The calls of memory.c, on what the rows above are made of. */

static void put(unsigned int i, uint64_t pages, uint64_t x2)
{
	answers[i][1] = BASE + pages * PAGE;
	answers[i][2] = x2;
	nr_answers = i + 1;
}

static void a_device_is_one_s_or_the_others(void **state)
{
	struct plat_pa_range range = {{BASE}, 4 * PAGE};
	const uint64_t alias = 1ull << 32;
	plat_pa_t pa;

	(void)state;
	for (uint64_t a = 0; a < 5; a++) {
		for (uint64_t b = 0; b < 5; b++) {
			int expected = a == 4 ? PROTO
				       : a == RSI_RAM || a == RSI_DESTROYED
					       ? -PLAT_EPERM
				       : b == 4 ? PROTO
				       : a != b ? -PLAT_EPERM
						: 0;

			begin();
			put(0, 1, a);
			put(1, 4, b);
			pa = range.start;
			assert_int_equal(plat_cca_device_address(range, &pa),
					 expected);
			assert_int_equal(pa.v, !expected && a == 0
						       ? BASE | alias
						       : BASE);
		}
	}
	begin();
	range.start.v = alias - 2 * PAGE;
	assert_int_equal(plat_cca_device_address(range, &pa), -PLAT_ERANGE);
	range.start.v = -(2 * PAGE);
	assert_int_equal(plat_cca_device_address(range, &pa), -PLAT_ERANGE);
	assert_int_equal(nr_asked, 0);
	assert_int_equal(plat_cca_shared_address(plat_pa(BASE)).v,
			 BASE | alias);
}

static void share(const void *range)
{
	(void)!plat_cca_share(*(const struct plat_pa_range *)range);
}

static void a_change_that_fails_is_changed_back(void **state)
{
	struct plat_pa_range range = {{BASE}, 4 * PAGE};

	(void)state;
	begin();
	put(0, 4, 0);
	assert_int_equal(plat_cca_share(range), 0);
	assert_int_equal(nr_asked, 1);
	assert_int_equal(asked.x[3], RSI_EMPTY);
	begin();
	put(0, 4, 0);
	assert_int_equal(plat_cca_unshare(range), 0);
	assert_int_equal(asked.x[3], RSI_RAM);
	begin(); /* refused at once */
	put(0, 0, 1);
	assert_int_equal(plat_cca_share(range), -PLAT_EPERM);
	assert_int_equal(nr_asked, 1);
	begin(); /* after a page: that page alone */
	put(0, 1, 1);
	put(1, 1, 0);
	assert_int_equal(plat_cca_share(range), -PLAT_EPERM);
	assert_int_equal(nr_asked, 2);
	assert_true(asked.x[1] == BASE && asked.x[2] == BASE + PAGE &&
		    asked.x[3] == RSI_RAM && asked.x[4] == 1);
	begin(); /* and the other way round, of two */
	put(0, 2, 0);
	put(1, 2, 1);
	put(2, 2, 0);
	assert_int_equal(plat_cca_unshare(range), -PLAT_EPERM);
	assert_true(asked.x[2] == BASE + 2 * PAGE && asked.x[3] == RSI_EMPTY);
	begin(); /* not even that */
	put(0, 1, 1);
	put(1, 0, 1);
	world_try(share, &range);
	assert_string_equal(world_panic, "realm: memory at 0x80000000 is "
					 "neither shared nor the realm's");
}

static const struct plat_mrd mrds[] = {
	{.start = {BASE}, .size = 4 * PAGE, .type = PLAT_MRD_FREE},
	{.start = {BASE + 4 * PAGE}, .size = PAGE, .type = PLAT_MRD_DEVICE},
};

static void accept(const void *list)
{
	plat_cca_accept(list);
}

static void expect_refusal(const char *text)
{
	struct plat_mrd_list list = {.mrds = (struct plat_mrd *)mrds,
				     .nr_mrds = 2};

	world_try(accept, &list);
	assert_string_equal(world_panic, text);
}

static void memory_that_cannot_be_used_ends_the_boot(void **state)
{
	(void)state;
	begin();
	put(0, 4, 0);
	expect_refusal("");
	assert_int_equal(nr_asked, 1); /* not of the device */
	assert_true(asked.x[3] == RSI_RAM && asked.x[4] == 0);
	begin();
	put(0, 2, 1);
	expect_refusal("realm: memory at 0x80002000 cannot be used: the host "
		       "refuses");
	begin();
	put(0, 1, 0);
	put(1, 1, 0);
	expect_refusal("realm: memory at 0x80001000 cannot be used: the host "
		       "has taken it away (DESTROYED)");
	begin();
	put(0, 0, 0);
	answers[0][0] = 1;
	expect_refusal("realm: memory at 0x80000000 cannot be used: the realm "
		       "has no such memory");
	begin();
	put(0, 9, 0);
	expect_refusal("realm: memory at 0x80000000 cannot be used: the "
		       "monitor's answer makes no sense");
	begin();
	world_be_realm(32, RSI_SHA_256);
	expect_refusal("realm: 0x4000 bytes of memory at 0x80000000: the host "
		       "sees what is at 0x80000000 or above");
	assert_int_equal(nr_asked, 0);
}

/* Detection. */

static struct rsi_realm_config config;

/* The first call is the version's, whose x1 is no address. */
static void with_config(struct plat_smccc_regs *regs)
{
	const void *bytes = regs->x[0] == RSI_REALM_CONFIG ? &config : NULL;

	written = bytes;
	written_bytes = sizeof(config);
	scripted(regs);
}

static void detect(uint64_t version, uint64_t status, uint64_t ipa_width,
		   uint8_t hash)
{
	begin();
	memset(&plat_cca, 0, sizeof(plat_cca));
	world_monitor = with_config;
	answers[0][1] = version;
	answers[1][0] = status;
	nr_answers = 2;
	memset(&config, 0x77, sizeof(config));
	config.ipa_width = ipa_width;
	config.hash = hash;
}

static void check_arg(const void *arg)
{
	plat_cca_check(*(const plat_pa_t *)arg);
}

static void check(uint64_t pa)
{
	world_try(check_arg, &pa);
}

#define NO_CONFIG "realm: the monitor does not tell the realm's configuration"

static void the_configuration_is_one_that_can_be(void **state)
{
	static const uint64_t widths[] = {0, 1, 31, 32, 33, 40, 48, 52, 53, 64,
					  65, 255, 1ull << 32 | 40,
					  UINT64_MAX};

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(widths); i++) {
		for (unsigned int hash = 0; hash < 4; hash++) {
			uint64_t w = widths[i];
			bool can_be = w >= 32 && w <= 52 && hash < 2;

			detect(0x10000, 0, w, (uint8_t)hash);
			assert_true(plat_cca_detect());
			assert_int_equal(plat_cca_in_realm(), can_be);
			assert_int_equal(plat_cca.unprotected,
					 can_be ? 1ull << (w - 1) : 0);
			check(0x40000000);
			assert_string_equal(world_panic,
					    can_be ? "" : NO_CONFIG);
		}
	}
	for (unsigned int i = 1; i < NR_CODES; i++) {
		detect(0x10000, codes[i], 40, 0);
		assert_true(plat_cca_detect());
		assert_false(plat_cca_in_realm());
		check(0x40000000);
		assert_string_equal(world_panic, NO_CONFIG);
	}
}

static void what_is_no_realm_is_not_asked_further(void **state)
{
	(void)state;
	for (unsigned int i = 2; i < NR_CODES; i++) {
		begin();
		memset(&plat_cca, 0, sizeof(plat_cca));
		answers[0][0] = codes[i];
		assert_false(plat_cca_detect());
		assert_int_equal(nr_asked, 1);
		assert_false(plat_cca_in_realm());
	}
	detect(0x10000, 0, 40, 0);
	world_smc_is_undefined = true;
	assert_false(plat_cca_detect());
	assert_int_equal(nr_asked, 0);
}

static void where_a_hypervisor_answers_the_monitor_is_not_asked(void **state)
{
	(void)state;
	detect(0x10000, 0, 40, 0);
	world_has_hypervisor = true;
	assert_false(plat_cca_detect());
	assert_int_equal(nr_asked, 0);
	assert_false(plat_cca_in_realm());
}

static void another_version_is_none(void **state)
{
	(void)state;
	detect(0x20000, 0, 40, 0);
	assert_true(plat_cca_detect());
	check(0);
	assert_string_equal(world_panic, "realm: the monitor does not have "
					 "version 1.0 of RSI");
}

static void a_devicetree_that_the_host_sees_is_none(void **state)
{
	(void)state;
	detect(0x10000, 0, 33, 0);
	assert_true(plat_cca_detect());
	check((1ull << 32) - 40);
	assert_string_equal(world_panic, "");
	check((1ull << 32) - 32); /* its header is not the realm's alone */
	assert_string_equal(world_panic, "realm: the devicetree at 0xffffffe0 "
					 "is in memory that the host sees");
	check(1ull << 32);
	assert_string_equal(world_panic, "realm: the devicetree at 0x100000000 "
					 "is in memory that the host sees");
}

/* <plat/cca.h>. */

static void outside_of_a_realm_nothing_is_asked(void **state)
{
	struct plat_cca_measurement m;
	struct plat_cca_host_call call = {.number = 1};
	struct plat_pa_range range = {{BASE}, PAGE};
	enum plat_cca_memory memory;
	uint64_t n;
	size_t size = sizeof(value);

	(void)state;
	memset(&plat_cca, 0, sizeof(plat_cca));
	assert_int_equal(plat_cca_measurement_read(0, &m), -PLAT_ENOTSUP);
	assert_int_equal(plat_cca_measurement_extend(1, value, 1),
			 -PLAT_ENOTSUP);
	assert_int_equal(plat_cca_personalisation(value), -PLAT_ENOTSUP);
	assert_int_equal(plat_cca_memory_state(range, &memory, &n),
			 -PLAT_ENOTSUP);
	assert_int_equal(plat_cca_token(value, value, &size), -PLAT_ENOTSUP);
	assert_int_equal(plat_cca_host_call(&call), -PLAT_ENOTSUP);
	assert_int_equal(nr_asked, 0);
}

static void measurements_are_the_registers(void **state)
{
	struct plat_cca_measurement m = {.size = 0};

	(void)state;
	for (unsigned int i = 0; i < 8; i++)
		answers[0][i + 1] = 0x0101010101010101u * (i + 1);
	assert_int_equal(plat_cca_measurement_read(4, &m), 0);
	assert_true(asked.x[0] == 0xc4000192 && asked.x[1] == 4);
	assert_int_equal(m.size, 32);
	for (unsigned int i = 0; i < 64; i++)
		assert_int_equal(m.bytes[i], i / 8 + 1);
	plat_cca.hash = RSI_SHA_512;
	assert_int_equal(plat_cca_measurement_read(4, &m), 0);
	assert_int_equal(m.size, 64);
	begin();
	assert_int_equal(plat_cca_measurement_extend(1, value, 65),
			 -PLAT_EINVAL);
	assert_int_equal(plat_cca_measurement_extend(1, value, SIZE_MAX),
			 -PLAT_EINVAL);
	assert_int_equal(nr_asked, 0);
}

static void the_personalisation_is_the_configurations(void **state)
{
	(void)state;
	detect(0x10000, 0, 40, 0);
	memset(config.personalisation, 0x5c, sizeof(config.personalisation));
	assert_true(plat_cca_detect());
	assert_int_equal(plat_cca_personalisation(value), 0);
	for (unsigned int i = 0; i < sizeof(value); i++)
		assert_int_equal(value[i], 0x5c);
}

static void states_are_asked_of_whole_pages_of_the_realm(void **state)
{
	static const struct plat_pa_range wrong[] = {
		{{BASE}, 0}, {{BASE + 1}, PAGE}, {{BASE}, PAGE + 1},
		{{1ull << 32}, PAGE}, {{(1ull << 32) - PAGE}, 2 * PAGE},
		{{-PAGE}, 2 * PAGE}, {{UINT64_MAX & ~PLAT_PAGE_MASK}, PAGE},
	};
	struct plat_pa_range range = {{BASE}, 4 * PAGE};
	enum plat_cca_memory memory;
	uint64_t size;

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(wrong); i++) {
		begin();
		assert_int_equal(plat_cca_memory_state(wrong[i], &memory,
						       &size), -PLAT_EINVAL);
		assert_int_equal(nr_asked, 0);
	}
	begin();
	put(0, 3, 2);
	assert_int_equal(plat_cca_memory_state(range, &memory, &size), 0);
	assert_true(memory == PLAT_CCA_DESTROYED && size == 3 * PAGE);
}

static void a_host_call_is_a_page(void **state)
{
	struct plat_cca_host_call call = {.number = 0x1234, .values = {7}};
	struct rsi_host_call answer = {.imm = 1, .gprs = {[30] = 99}};

	(void)state;
	written = &answer;
	written_bytes = sizeof(answer);
	assert_int_equal(plat_cca_host_call(&call), 0);
	assert_int_equal(call.values[30], 99);
	assert_int_equal(call.values[0], 0);
	assert_int_equal(call.number, 0x1234);
	assert_int_equal(world_nr_frames(), 0);
	begin();
	world_fail_frame();
	assert_int_equal(plat_cca_host_call(&call), -PLAT_ENOMEM);
	assert_int_equal(nr_asked, 0);
	begin();
	answers[0][0] = 1;
	assert_int_equal(plat_cca_host_call(&call), -PLAT_EINVAL);
	assert_int_equal(world_nr_frames(), 0);
}

/* Tokens: what the monitor's script says, a step each. */
static const struct step {
	uint64_t x0, nr;
} *steps;
static unsigned int nr_steps, nr_begun;
static uint64_t bound;

static void token_monitor(struct plat_smccc_regs *regs)
{
	const struct step *step;

	nr_asked++;
	if (regs->x[0] == RSI_TOKEN_INIT) {
		nr_begun++;
		regs->x[0] = 0;
		regs->x[1] = bound;
		return;
	}
	assert_true(regs->x[2] < PAGE && regs->x[3] == PAGE - regs->x[2]);
	step = nr_steps > 1 ? steps++ : steps;
	nr_steps -= nr_steps > 1;
	if (step->nr <= regs->x[3])
		memset((uint8_t *)world_at(regs->x[1]) + regs->x[2],
		       (int)nr_asked, step->nr);
	regs->x[0] = step->x0;
	regs->x[1] = step->nr;
}

static int token(const struct step *script, unsigned int nr, uint64_t most,
		 size_t *size)
{
	uint8_t *bytes = malloc(*size ? *size : 1);
	int err;

	begin();
	world_monitor = token_monitor;
	steps = script;
	nr_steps = nr;
	bound = most;
	nr_begun = 0;
	err = plat_cca_token(value, bytes, size);
	assert_int_equal(world_nr_frames(), 0);
	free(bytes);
	return err;
}

static void a_token_comes_in_pieces(void **state)
{
	static const struct step whole[] = {{0, 500}},
		pieces[] = {{3, 4096}, {3, 0}, {3, 100}, {3, 3996}, {0, 8}},
		idle[] = {{3, 0}, {3, 0}, {3, 0}, {0, 77}};
	size_t size = 500;

	(void)state;
	assert_int_equal(token(whole, 1, 500, &size), 0);
	assert_int_equal(size, 500);
	size = 10000;
	assert_int_equal(token(pieces, 5, 10000, &size), 0);
	assert_int_equal(size, 8200);
	size = 77;
	assert_int_equal(token(idle, 4, 77, &size), 0);
	assert_int_equal(size, 77);
}

static void a_token_that_cannot_be_is_none(void **state)
{
	static const struct step longer[] = {{3, 400}, {0, 101}},
		beyond[] = {{0, 4097}}, huge[] = {{0, UINT64_MAX}},
		wrong[] = {{1, 0}}, odd[] = {{4, 0}}, never[] = {{3, 0}},
		gone[] = {{2, 0}};
	size_t size = 499;

	(void)state;
	assert_int_equal(token(longer, 2, 500, &size), -PLAT_ERANGE);
	assert_int_equal(size, 500); /* what is enough */
	size = 500;
	assert_int_equal(token(longer, 2, 500, &size), PROTO);
	size = 5000;
	assert_int_equal(token(beyond, 1, 5000, &size), PROTO);
	size = 5000;
	assert_int_equal(token(huge, 1, 5000, &size), PROTO);
	size = 500;
	assert_int_equal(token(wrong, 1, 500, &size), -PLAT_EINVAL);
	size = 500;
	assert_int_equal(token(odd, 1, 500, &size), PROTO);
	size = 500;
	assert_int_equal(token(never, 1, 500, &size), -PLAT_ETIMEDOUT);
	size = 0;
	assert_int_equal(token(never, 1, 0, &size), -PLAT_ETIMEDOUT);
	size = 500;
	assert_int_equal(token(gone, 1, 500, &size), PROTO);
	assert_int_equal(nr_begun, 4);
	size = 500;
	assert_int_equal(token(gone, 1, UINT64_MAX, &size), -PLAT_ERANGE);
}

static void a_token_is_begun_again(void **state)
{
	static const struct step again[] = {{3, 10}, {2, 0}, {0, 20}};
	size_t size = 500;

	(void)state;
	assert_int_equal(token(again, 3, 500, &size), 0);
	assert_int_equal(size, 20);
	assert_int_equal(nr_begun, 2);
}

static void a_token_needs_a_frame(void **state)
{
	uint8_t bytes[16];
	size_t size = sizeof(bytes);

	(void)state;
	world_fail_frame();
	assert_int_equal(plat_cca_token(value, bytes, &size), -PLAT_ENOMEM);
	assert_int_equal(nr_asked, 0);
	answers[0][0] = 2;
	size = sizeof(bytes);
	assert_int_equal(plat_cca_token(value, bytes, &size), PROTO);
	assert_int_equal(world_nr_frames(), 0);
}

static void there_were_enough_cases(void **state)
{
	(void)state;
	print_message("# %u answers\n", nr_cases);
	assert_true(nr_cases >= 300);
}

#define TEST(name) cmocka_unit_test_setup(name, setup)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_call_with_each_status),
		TEST(the_version_is_1_0_or_none),
		TEST(questions_are_those_of_the_specification),
		TEST(where_a_change_has_come_to),
		TEST(a_change_goes_on_where_it_was),
		TEST(no_change_goes_backwards),
		TEST(what_memory_is),
		TEST(a_device_is_one_s_or_the_others),
		TEST(a_change_that_fails_is_changed_back),
		TEST(memory_that_cannot_be_used_ends_the_boot),
		TEST(the_configuration_is_one_that_can_be),
		TEST(what_is_no_realm_is_not_asked_further),
		TEST(where_a_hypervisor_answers_the_monitor_is_not_asked),
		TEST(another_version_is_none),
		TEST(a_devicetree_that_the_host_sees_is_none),
		TEST(outside_of_a_realm_nothing_is_asked),
		TEST(measurements_are_the_registers),
		TEST(the_personalisation_is_the_configurations),
		TEST(states_are_asked_of_whole_pages_of_the_realm),
		TEST(a_host_call_is_a_page),
		TEST(a_token_comes_in_pieces),
		TEST(a_token_that_cannot_be_is_none),
		TEST(a_token_is_begun_again),
		TEST(a_token_needs_a_frame),
		TEST(there_were_enough_cases),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
