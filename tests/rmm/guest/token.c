/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Measurements and the token. What is in the token is for who reads the
 * console: it is printed.
 */
#include "tests/rmm/guest/guest.h"

#define TOKEN_MAX 4096ul

static uint8_t token[TOKEN_MAX];

/* By SHA-256 and SHA-512: of a register of zeroes "Plinth" was added to, and
 * then "kit". */
static const uint8_t extended_256[] = {
	0x8e, 0xdc, 0x11, 0xff, 0x13, 0xc0, 0xc1, 0x43,
	0xcb, 0xaf, 0xd6, 0xa6, 0x71, 0x92, 0xc7, 0x8c,
	0x26, 0xb4, 0x96, 0x95, 0xf4, 0x05, 0x92, 0x33,
	0xbf, 0x93, 0x26, 0x5b, 0xe9, 0xce, 0x2b, 0x0d,
};
static const uint8_t extended_512[] = {
	0x49, 0x8a, 0x01, 0x3d, 0x65, 0x38, 0xb5, 0xac,
	0x27, 0x42, 0xa7, 0x10, 0x42, 0x37, 0x7c, 0xc7,
	0x5d, 0xba, 0x49, 0x9e, 0xb1, 0x2a, 0x65, 0x7c,
	0x58, 0x84, 0xc0, 0xec, 0x2c, 0xb5, 0x23, 0x98,
	0x1b, 0xe0, 0xc8, 0xfe, 0xb5, 0xc8, 0x05, 0xdb,
	0x02, 0x2b, 0xf0, 0x41, 0x72, 0x7b, 0x3e, 0x02,
	0xf1, 0x56, 0x21, 0x3d, 0xff, 0xd3, 0x20, 0x98,
	0x07, 0x54, 0xc6, 0x68, 0xcd, 0x9f, 0x44, 0xe3,
};

static uint64_t measurement(uint64_t index, uint8_t value[64])
{
	struct smc regs = {{0}};
	uint64_t x0 = guest_call(&regs, RSI_MEASUREMENT_READ, index, 0, 0, 0);

	memcpy(value, &regs.x[1], 64);
	return x0;
}

static uint64_t extend(uint64_t index, const char *value, uint64_t size)
{
	struct smc regs = {{RSI_MEASUREMENT_EXTEND, index, size}};

	memcpy(&regs.x[3], value, strlen(value));
	guest_smc(&regs);
	return regs.x[0];
}

static bool is_zero(const uint8_t *p, size_t n)
{
	uint8_t all = 0;

	while (n--)
		all |= *p++;
	return all == 0;
}

void guest_measure(void)
{
	bool long_hash = *guest_word("hash") == '5';
	size_t size = long_hash ? 64 : 32;
	uint8_t value[64], before[64];
	uint64_t x0 = measurement(0, value);

	guest_ok(x0 == SUCCESS && !is_zero(value, size) &&
		     is_zero(value + size, 64 - size), "RIM");
	for (uint64_t i = 1; i <= 4; i++) {
		x0 = measurement(i, value);
		guest_ok(x0 == SUCCESS && is_zero(value, 64),
			 "REM%lu is 0 at first", i);
	}
	guest_ok(measurement(5, value) == ERROR_INPUT, "there is no REM5");
	guest_ok(extend(2, "Plinth", 6) == SUCCESS &&
		     extend(2, "kit", 3) == SUCCESS, "REM2 is extended, twice");
	measurement(2, value);
	guest_ok(memcmp(value, long_hash ? extended_512 : extended_256,
			size) == 0 && is_zero(value + size, 64 - size),
		 "it is the hash of what it was and what was added");
	memcpy(before, value, sizeof(before));
	guest_ok(extend(2, "", 0) == SUCCESS && measurement(2, value) == 0 &&
		     memcmp(before, value, size) != 0, "nothing changes it too");
	guest_ok(measurement(1, value) == SUCCESS && is_zero(value, 64),
		 "REM1 is as it was");
	guest_ok(extend(0, "Plinth", 6) == ERROR_INPUT, "RIM stays");
	guest_ok(extend(5, "Plinth", 6) == ERROR_INPUT, "REM5 cannot be");
	guest_ok(extend(1, "Plinth", 65) == ERROR_INPUT, "65 bytes cannot");
}

static void init(uint8_t challenge)
{
	struct smc regs = {{RSI_TOKEN_INIT}};

	memset(&regs.x[1], challenge, 64);
	guest_smc(&regs);
	guest_ok(regs.x[0] == SUCCESS && regs.x[1] == TOKEN_MAX,
		 "a token of %lu bytes at most", regs.x[1]);
}

static uint64_t go_on(uint64_t page, uint64_t offset, uint64_t size,
		      uint64_t *nr)
{
	struct smc regs = {{0}};
	uint64_t x0 = guest_call(&regs, RSI_TOKEN_CONTINUE, page, offset, size,
				 0);

	*nr = regs.x[1];
	return x0;
}

static void refused(void)
{
	uint64_t page = (uintptr_t)guest_pages, nr;
	const uint64_t bad[][3] = {
		{page + 8, 0, 8},
		{page | guest_alias, 0, 8},
		{0x1000, 0, 8},
		{page, 4096, 0},
		{page, 8, 4089},
		{page, 8, ~0ul},
	};

	for (size_t i = 0; i < PLAT_ARRAY_SIZE(bad); i++)
		guest_ok(go_on(bad[i][0], bad[i][1], bad[i][2], &nr) ==
			     ERROR_INPUT && nr == 0, "bad arguments %zu", i);
}

/* All of it; returns its size, in @calls how many calls it took. */
static uint64_t whole(unsigned int *calls)
{
	uint64_t page = (uintptr_t)guest_pages, size = 0, status, nr;

	*calls = 0;
	do {
		status = go_on(page, 0, PLAT_PAGE_SIZE, &nr);
		if (nr > TOKEN_MAX - size)
			return 0;
		memcpy(token + size, guest_pages, nr);
		size += nr;
		++*calls;
	} while (status == INCOMPLETE && *calls < 10000);
	return status == SUCCESS ? size : 0;
}

static void print(uint64_t size)
{
	for (uint64_t i = 0; i < size; i++)
		guest_print("%s%02x", i % 32 ? "" : i ? "\ntoken " : "token ",
			    token[i]);
	guest_print("\n");
}

void guest_token(void)
{
	uint64_t page = (uintptr_t)guest_pages, size, nr;
	unsigned int calls;

	guest_ok(go_on(page, 0, PLAT_PAGE_SIZE, &nr) == ERROR_STATE && nr == 0,
		 "nothing was begun");
	init(0x11);
	refused();
	guest_ok(go_on(page, 0, 0, &nr) == INCOMPLETE && nr == 0, "0 bytes");
	guest_ok(extend(1, "Plinth", 6) == SUCCESS, "REM1 is extended");
	whole(&calls);
	init(0x33);
	go_on(page, 0, 8, &nr);
	init(0x22);
	size = whole(&calls);
	guest_ok(size > 1000 && token[0] == 0xd9 && token[1] == 0x01 &&
		     token[2] == 0x8f, "%lu bytes, tag 399", size);
	guest_ok(calls > 1, "in %u calls", calls);
	guest_ok(go_on(page, 0, PLAT_PAGE_SIZE, &nr) == ERROR_STATE,
		 "there is no more");
	print(size);
}
