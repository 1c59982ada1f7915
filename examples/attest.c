/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Proof of who this is, for somebody who is not here: a realm's measurements
 * and its attestation token, as hexadecimal digits, which plat-token checks,
 * and in CBOR's diagnostic notation (RFC 8949, 8).
 *
 *   attest CHALLENGE   what the other side made up, 128 hexadecimal digits
 */
#include <plat/cca.h>
#include <plat/errno.h>
#include <plat/log.h>
#include <plat/string.h>

#define TOKEN_MAX 16384u
#define LINE      32u /* bytes of the token in a line */
#define DEPTH_MAX 16u

static uint8_t challenge[PLAT_CCA_CHALLENGE_BYTES];
static uint8_t token[TOKEN_MAX];

static void print_bytes(const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		plat_printf("%02x", bytes[i]);
}

/* --- CBOR ----------------------------------------------------------------- */

/* RFC 8949, 3.1. */
enum major {
	UNSIGNED,
	NEGATIVE,
	BYTES,
	TEXT,
	ARRAY,
	MAP,
	TAG,
	SIMPLE,
};

#define TAG_SIGN1 18u  /* RFC 9052, 4.2: [protected, {}, payload, signature] */
#define TAG_CCA   399u /* draft-ffm-rats-cca-token: {label: token} */

struct cbor {
	const uint8_t *at, *end;
};

/* In which byte strings there is CBOR again. */
enum inside { NOTHING, COLLECTION, SIGNED };

static bool item(struct cbor *c, unsigned int depth, enum inside inside);

/* Of definite length: a token has no other. */
static bool head(struct cbor *c, enum major *major, uint64_t *value)
{
	unsigned int info, nr_bytes;

	if (c->at == c->end)
		return false;
	*major = (enum major)(*c->at >> 5);
	info = *c->at++ & 31;
	*value = info;
	if (info < 24)
		return true;
	nr_bytes = info <= 27 ? 1u << (info - 24) : 0;
	if (nr_bytes == 0 || nr_bytes > (size_t)(c->end - c->at))
		return false;
	for (*value = 0; nr_bytes; nr_bytes--)
		*value = *value << 8 | *c->at++;
	return true;
}

static void new_line(unsigned int depth)
{
	plat_printf("\n%*s", (int)(2 * depth), "");
}

static bool string(struct cbor *c, uint64_t size, bool is_text)
{
	if (size > (size_t)(c->end - c->at))
		return false;
	plat_printf(is_text ? "\"" : "h'");
	for (const uint8_t *p = c->at; is_text && p < c->at + size; p++)
		plat_printf(*p < ' ' || *p == '"' || *p == '\\' ? "\\u%04x"
								: "%c", *p);
	if (!is_text)
		print_bytes(c->at, size);
	plat_printf(is_text ? "\"" : "'");
	c->at += size;
	return true;
}

/* A byte string that is CBOR itself; RFC 8610, G.3. */
static bool embedded(struct cbor *c, uint64_t size, unsigned int depth)
{
	struct cbor inner = {c->at, c->at + size};

	if (size > (size_t)(c->end - c->at))
		return false;
	plat_printf("<<");
	if (size && !item(&inner, depth, NOTHING))
		return false;
	plat_printf(">>");
	c->at += size;
	return inner.at == inner.end;
}

static bool string_or_more(struct cbor *c, unsigned int depth, bool is_more)
{
	struct cbor ahead = *c;
	enum major major;
	uint64_t size;

	if (!is_more || !head(&ahead, &major, &size) || major != BYTES)
		return item(c, depth, NOTHING);
	*c = ahead;
	return embedded(c, size, depth);
}

static bool array(struct cbor *c, uint64_t nr, unsigned int depth,
		  enum inside inside)
{
	plat_printf("[");
	for (uint64_t i = 0; i < nr; i++) {
		bool is_more = inside == SIGNED && (i == 0 || i == 2);

		new_line(depth + 1);
		if (!string_or_more(c, depth + 1, is_more))
			return false;
		plat_printf(i + 1 < nr ? "," : "");
	}
	plat_printf("]");
	return true;
}

static bool map(struct cbor *c, uint64_t nr, unsigned int depth,
		enum inside inside)
{
	plat_printf("{");
	for (uint64_t i = 0; i < nr; i++) {
		new_line(depth + 1);
		if (!item(c, depth + 1, NOTHING))
			return false;
		plat_printf(": ");
		if (!string_or_more(c, depth + 1, inside == COLLECTION))
			return false;
		plat_printf(i + 1 < nr ? "," : "");
	}
	plat_printf("}");
	return true;
}

static bool tagged(struct cbor *c, uint64_t tag, unsigned int depth)
{
	enum inside inside = tag == TAG_SIGN1 ? SIGNED
			     : tag == TAG_CCA ? COLLECTION
					      : NOTHING;

	plat_printf("%lu(", tag);
	if (!item(c, depth + 1, inside))
		return false;
	plat_printf(")");
	return true;
}

/* Returns false where it is no CBOR, or such as no token has. */
static bool item(struct cbor *c, unsigned int depth, enum inside inside)
{
	enum major major;
	uint64_t value;

	if (depth == DEPTH_MAX || !head(c, &major, &value))
		return false;
	switch (major) {
	case UNSIGNED:
		plat_printf("%lu", value);
		return true;
	case NEGATIVE:
		plat_printf("-%lu", value + 1);
		return value + 1 != 0;
	case BYTES:
	case TEXT:
		return string(c, value, major == TEXT);
	case ARRAY:
		return array(c, value, depth, inside);
	case MAP:
		return map(c, value, depth, inside);
	case TAG:
		return tagged(c, value, depth);
	case SIMPLE:
		plat_printf("simple(%lu)", value);
		return true;
	}
	return false;
}

/* --- What is said --------------------------------------------------------- */

static unsigned int digit(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned int)(c - '0');
	if (c >= 'a' && c <= 'f')
		return (unsigned int)(c - 'a') + 10;
	return 16;
}

static bool read_challenge(const char *text)
{
	if (strlen(text) != 2 * sizeof(challenge))
		return false;
	for (size_t i = 0; i < sizeof(challenge); i++) {
		unsigned int high = digit(text[2 * i]);
		unsigned int low = digit(text[2 * i + 1]);

		if (high > 15 || low > 15)
			return false;
		challenge[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}

static int print_measurements(void)
{
	for (unsigned int i = 0; i < PLAT_CCA_NR_MEASUREMENTS; i++) {
		struct plat_cca_measurement m;
		int err = plat_cca_measurement_read(i, &m);

		if (err)
			return err;
		if (i == 0)
			plat_printf("rim ");
		else
			plat_printf("rem%u ", i);
		print_bytes(m.bytes, m.size);
		plat_printf("\n");
	}
	return 0;
}

static void print_token(size_t size)
{
	struct cbor c = {token, token + size};

	for (size_t i = 0; i < size; i += LINE) {
		plat_printf("token ");
		print_bytes(token + i, size - i < LINE ? size - i : LINE);
		plat_printf("\n");
	}
	if (!item(&c, 0, NOTHING) || c.at != c.end)
		plat_printf("... which is no token that can be shown");
	plat_printf("\n");
}

int main(int argc, char *argv[])
{
	size_t size = sizeof(token);
	int err;

	if (!plat_cca_in_realm()) {
		plat_printf("attest: this is no realm: nobody here can vouch "
			    "for this guest\n");
		return 1;
	}
	if (argc != 2 || !read_challenge(argv[1])) {
		plat_printf("attest: want a challenge of 128 hexadecimal "
			    "digits: without one the token could be an old "
			    "one\n");
		return 2;
	}
	err = print_measurements();
	if (!err)
		err = plat_cca_token(challenge, token, &size);
	if (err) {
		plat_printf("attest: the monitor gives no token (error %d)\n",
			    err);
		return 3;
	}
	print_token(size);
	return 0;
}
