/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The monitor's words of the command line, rmm.NAME=VALUE or rmm.NAME. A word
 * that it does not know ends the run: a test must not go without its fault.
 */
#include "tests/rmm/rmm.h"

struct rmm_options rmm_options = {
	.mem_bytes = PLAT_MIB(128),
	.ipa_width = 33,
	.hash_bits = 256,
	.version = 0x10000,
	.rpv = "Plinth test realm",
	.set_pages = RMM_NO_LIMIT,
	.get_pages = RMM_NO_LIMIT,
	.token_wait = 2,
	.token_step_bytes = RMM_NO_LIMIT,
};

static unsigned int digit(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned int)(c - '0');
	if (c >= 'a' && c <= 'f')
		return (unsigned int)(c - 'a') + 10;
	return 16;
}

/* A number at *@p, decimal or 0x, with K, M or G; *@p goes on behind it. */
static uint64_t number(const char **p)
{
	const char *s = *p;
	unsigned int base = s[0] == '0' && s[1] == 'x' ? 16 : 10;
	uint64_t n = 0;

	s += base == 16 ? 2 : 0;
	if (digit(*s) >= base)
		rmm_fatal("no number: %s", *p);
	for (; digit(*s) < base; s++)
		n = n * base + digit(*s);
	for (const char *unit = "KMG"; *unit; unit++) {
		if (*s == *unit)
			n <<= 10 * (1 + (unit - "KMG"));
	}
	s += *s == 'K' || *s == 'M' || *s == 'G';
	*p = s;
	return n;
}

/* Each takes the value of a word. */
static void take_number(const char *value, void *to)
{
	*(uint64_t *)to = number(&value);
	if (*value)
		rmm_fatal("no number: %s", value);
}

static void take_flag(const char *value, void *to)
{
	if (*value)
		rmm_fatal("a word too many: %s", value);
	*(bool *)to = true;
}

/* START[+SIZE], one page unless it says more. */
static void take_range(const char *value, void *to)
{
	struct rmm_ranges *ranges = to;
	struct rmm_range *range = &ranges->range[ranges->nr];

	if (ranges->nr == RMM_RANGES_MAX)
		rmm_fatal("more ranges than %u", RMM_RANGES_MAX);
	range->start = number(&value);
	range->size = PLAT_PAGE_SIZE;
	if (*value == '+') {
		value++;
		range->size = number(&value);
	}
	if (*value || ((range->start | range->size) & PLAT_PAGE_MASK))
		rmm_fatal("no range of pages: %s", value);
	ranges->nr++;
}

static void take_text(const char *value, void *to)
{
	memset(to, 0, sizeof(rmm_options.rpv));
	memcpy(to, value, strnlen(value, sizeof(rmm_options.rpv)));
}

/* CPU[,CPU...] */
static void take_cpus(const char *value, void *to)
{
	for (;; value++) {
		*(uint64_t *)to |= (uint64_t)1 << (number(&value) & 63);
		if (*value != ',')
			break;
	}
	if (*value)
		rmm_fatal("no CPUs: %s", value);
}

static void take_irqs(const char *value, void *to)
{
	(void)to;
	for (;; value++) {
		if (rmm_options.nr_irqs == RMM_IRQS_MAX)
			rmm_fatal("more interrupts than %u", RMM_IRQS_MAX);
		rmm_options.irqs[rmm_options.nr_irqs++] =
		    (uint32_t)number(&value);
		if (*value != ',')
			break;
	}
	if (*value)
		rmm_fatal("no interrupts: %s", value);
}

/* ADDRESS:BITS */
static void take_register(const char *value, void *to)
{
	struct rmm_registers *registers = to;
	struct rmm_register *at = &registers->of[registers->nr];

	if (registers->nr++ == RMM_RANGES_MAX)
		rmm_fatal("more registers than %u", RMM_RANGES_MAX);
	at->address = number(&value);
	if (*value++ != ':')
		rmm_fatal("a register is ADDRESS:BITS");
	take_number(value, &at->bits);
}

#define OPTION(name, take, member) {name, take, &rmm_options.member}
static const struct option {
	const char *name;
	void (*take)(const char *value, void *to);
	void *to;
} table[] = {
	OPTION("mem", take_number, mem_bytes),
	OPTION("ipa", take_number, ipa_width),
	OPTION("hash", take_number, hash_bits),
	OPTION("version", take_number, version),
	OPTION("rpv", take_text, rpv),
	OPTION("empty", take_flag, empty),
	OPTION("direct", take_flag, direct),
	OPTION("verbose", take_flag, verbose),
	OPTION("image", take_number, image),
	OPTION("dtb", take_number, dtb),
	OPTION("reject", take_range, reject),
	OPTION("destroyed", take_range, destroyed),
	OPTION("set-pages", take_number, set_pages),
	OPTION("get-pages", take_number, get_pages),
	OPTION("token-wait", take_number, token_wait),
	OPTION("token-step", take_number, token_step_bytes),
	OPTION("deny", take_cpus, deny),
	OPTION("stall", take_cpus, stall),
	OPTION("flip", take_register, flip),
	OPTION("value", take_register, value),
	OPTION("irqs", take_irqs, irqs),
};

static void take(const char *word)
{
	for (size_t i = 0; i < PLAT_ARRAY_SIZE(table); i++) {
		size_t length = strlen(table[i].name);
		const char *value = word + length;

		if (strncmp(word, table[i].name, length) != 0)
			continue;
		if (*value != '=' && *value != '\0')
			continue;
		table[i].take(*value ? value + 1 : value, table[i].to);
		return;
	}
	rmm_fatal("there is no rmm.%s", word);
}

static void check(void)
{
	const struct rmm_options *o = &rmm_options;

	if (o->mem_bytes < PLAT_MIB(4) || o->mem_bytes > RMM_RAM_MAX ||
	    o->mem_bytes % PLAT_MIB(2))
		rmm_fatal("rmm.mem: from 4M to 2G, in steps of 2M");
	if (o->ipa_width < 33 || o->ipa_width > 40)
		rmm_fatal("rmm.ipa: from 33 to 40");
	if (o->hash_bits != 256 && o->hash_bits != 512)
		rmm_fatal("rmm.hash: 256 or 512");
}

/* The end of the word at @p: a blank that is not quoted. */
static char *word_end(char *p)
{
	for (bool quoted = false; *p && (quoted || *p != ' '); p++)
		quoted ^= *p == '"';
	return p;
}

void rmm_options_take(char *line)
{
	static const char ours[] = "rmm.";
	char *to = line, *next, *end;

	for (char *p = line; *p; p = next) {
		end = word_end(p);
		next = end + (*end == ' ');
		if (strncmp(p, ours, sizeof(ours) - 1) == 0) {
			*end = '\0';
			take(p + sizeof(ours) - 1);
			continue;
		}
		memmove(to, p, (size_t)(next - p));
		to += next - p;
	}
	*to = '\0';
	check();
}

bool rmm_ranges_have(const struct rmm_ranges *ranges, uint64_t ipa)
{
	for (unsigned int i = 0; i < ranges->nr; i++) {
		if (rmm_in_range(&ranges->range[i], ipa))
			return true;
	}
	return false;
}
