/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The attestation token: draft-ffm-rats-cca-token-03 (what is claimed), RFC
 * 9052 4.2 (COSE_Sign1), RFC 9053 2.1 and 7.1 (ES384, the key), RFC 8949
 * (CBOR). What it claims of a platform is invented; the realm's part, and what
 * binds the two to each other, is as on a real one.
 */
#include "tests/rmm/rmm.h"

#define TOKEN_MAX 4096u

struct rmm_token {
	enum token_state { TOKEN_NONE, TOKEN_ASKED, TOKEN_MADE } state;
	uint8_t challenge[64];
	uint64_t waits;
	size_t size, given;
	uint8_t bytes[TOKEN_MAX];
};

static struct rmm_token tokens[RMM_CPUS_MAX];

/* --- CBOR --------------------------------------------------------------- */

struct cbor {
	uint8_t *bytes;
	size_t size, used;
};

enum cbor_type {
	CBOR_UNSIGNED,
	CBOR_NEGATIVE,
	CBOR_BYTES,
	CBOR_TEXT,
	CBOR_ARRAY,
	CBOR_MAP,
	CBOR_TAG,
};

static void put(struct cbor *c, const void *bytes, size_t n)
{
	if (n > c->size - c->used)
		rmm_fatal("a token of more than %zu bytes", c->size);
	memcpy(c->bytes + c->used, bytes, n);
	c->used += n;
}

/* An item's head, in the shortest form. RFC 8949, 3. */
static void head(struct cbor *c, enum cbor_type type, uint64_t n)
{
	uint8_t bytes[3] = {(uint8_t)(type << 5)};
	size_t nr = 1;

	if (n < 24) {
		bytes[0] |= (uint8_t)n;
	} else if (n < 0x100) {
		bytes[0] |= 24;
		bytes[1] = (uint8_t)n;
		nr = 2;
	} else {
		bytes[0] |= 25;
		bytes[1] = (uint8_t)(n >> 8);
		bytes[2] = (uint8_t)n;
		nr = 3;
	}
	put(c, bytes, nr);
}

static void number(struct cbor *c, int64_t n)
{
	if (n < 0)
		head(c, CBOR_NEGATIVE, (uint64_t)(-1 - n));
	else
		head(c, CBOR_UNSIGNED, (uint64_t)n);
}

static void bytes(struct cbor *c, const void *p, size_t n)
{
	head(c, CBOR_BYTES, n);
	put(c, p, n);
}

static void text(struct cbor *c, const char *s)
{
	head(c, CBOR_TEXT, strlen(s));
	put(c, s, strlen(s));
}

/* A label, and what is claimed. */
static void claim_bytes(struct cbor *c, int64_t label, const void *p, size_t n)
{
	number(c, label);
	bytes(c, p, n);
}

static void claim_text(struct cbor *c, int64_t label, const char *s)
{
	number(c, label);
	text(c, s);
}

/* --- COSE --------------------------------------------------------------- */

#define COSE_SIGN1   18
#define COSE_ALG     1
#define COSE_ES384   (-35)
#define COSE_KTY     1
#define COSE_KTY_EC2 2
#define COSE_CRV     (-1)
#define COSE_P384    2
#define COSE_X       (-2)
#define COSE_Y       (-3)

#define PART_MAX 2048u

static void header(struct cbor *c)
{
	uint8_t buf[8];
	struct cbor protected = {buf, sizeof(buf), 0};

	head(&protected, CBOR_MAP, 1);
	number(&protected, COSE_ALG);
	number(&protected, COSE_ES384);
	bytes(c, buf, protected.used);
}

/* The hash of what is signed: Sig_structure, RFC 9052 4.4. */
static void to_be_signed(const struct cbor *payload, uint8_t *hash)
{
	static uint8_t buf[PART_MAX + 64];
	struct cbor c = {buf, sizeof(buf), 0};

	head(&c, CBOR_ARRAY, 4);
	text(&c, "Signature1");
	header(&c);
	bytes(&c, "", 0);
	bytes(&c, payload->bytes, payload->used);
	rmm_hash(384, buf, c.used, hash);
}

/* A COSE_Sign1 of @payload, as a byte string. */
static void sign1(struct cbor *c, const struct cbor *payload,
		  const struct rmm_key *key)
{
	static uint8_t buf[PART_MAX];
	struct cbor part = {buf, sizeof(buf), 0};
	uint8_t hash[RMM_HASH_MAX], signature[2 * RMM_P384_SIZE];

	to_be_signed(payload, hash);
	rmm_sign(key, hash, signature);
	head(&part, CBOR_TAG, COSE_SIGN1);
	head(&part, CBOR_ARRAY, 4);
	header(&part);
	head(&part, CBOR_MAP, 0);
	bytes(&part, payload->bytes, payload->used);
	bytes(&part, signature, sizeof(signature));
	bytes(c, buf, part.used);
}

static void cose_key(struct cbor *c, const struct rmm_key *key)
{
	uint8_t x[RMM_P384_SIZE], y[RMM_P384_SIZE];

	rmm_public_key(key, x, y);
	head(c, CBOR_MAP, 4);
	number(c, COSE_KTY);
	number(c, COSE_KTY_EC2);
	number(c, COSE_CRV);
	number(c, COSE_P384);
	claim_bytes(c, COSE_X, x, sizeof(x));
	claim_bytes(c, COSE_Y, y, sizeof(y));
}

/* --- What is claimed ---------------------------------------------------- */

#define TAG_CCA_TOKEN  399
#define PLATFORM_TOKEN 44234
#define REALM_TOKEN    44241

#define NONCE          10 /* the realm's challenge; the platform's */
#define PROFILE        265

#define REALM_RPV      44235
#define REALM_HASH     44236
#define REALM_KEY      44237
#define REALM_RIM      44238
#define REALM_REMS     44239
#define REALM_KEY_HASH 44240

#define PLATFORM_INSTANCE       256
#define PLATFORM_LIFECYCLE      2395
#define PLATFORM_IMPLEMENTATION 2396
#define PLATFORM_COMPONENTS     2399
#define PLATFORM_SERVICE        2400
#define PLATFORM_CONFIG         2401
#define PLATFORM_HASH           2402
#define LIFECYCLE_SECURED       0x3003

#define COMPONENT_TYPE        1
#define COMPONENT_MEASUREMENT 2
#define COMPONENT_VERSION     4
#define COMPONENT_SIGNER      5
#define COMPONENT_HASH        6

static const char *hash_name(void)
{
	return rmm_options.hash_bits == 512 ? "sha-512" : "sha-256";
}

static void realm_claims(struct cbor *c, const uint8_t *challenge,
			 const struct cbor *key)
{
	unsigned int size = rmm_hash_size();

	head(c, CBOR_MAP, 8);
	claim_bytes(c, NONCE, challenge, 64);
	claim_text(c, PROFILE, "tag:arm.com,2023:realm#1.0.0");
	claim_bytes(c, REALM_RPV, rmm_options.rpv, sizeof(rmm_options.rpv));
	claim_text(c, REALM_HASH, hash_name());
	claim_bytes(c, REALM_KEY, key->bytes, key->used);
	claim_bytes(c, REALM_RIM, rmm_measurements[0], size);
	number(c, REALM_REMS);
	head(c, CBOR_ARRAY, RMM_NR_MEASUREMENTS - 1);
	for (unsigned int i = 1; i < RMM_NR_MEASUREMENTS; i++)
		bytes(c, rmm_measurements[i], size);
	claim_text(c, REALM_KEY_HASH, "sha-256");
}

static void component(struct cbor *c)
{
	uint8_t hash[32];

	rmm_hash(256, "tests/rmm", 9, hash);
	number(c, PLATFORM_COMPONENTS);
	head(c, CBOR_ARRAY, 1);
	head(c, CBOR_MAP, 5);
	claim_text(c, COMPONENT_TYPE, "RMM");
	claim_bytes(c, COMPONENT_MEASUREMENT, hash, sizeof(hash));
	claim_text(c, COMPONENT_VERSION, "a monitor for tests");
	claim_bytes(c, COMPONENT_SIGNER, hash, sizeof(hash));
	claim_text(c, COMPONENT_HASH, "sha-256");
}

/* The platform's challenge is the hash of the realm's key: so the one that it
 * signs for is that which signs the realm's claims. */
static void platform_claims(struct cbor *c, const struct cbor *key)
{
	static const uint8_t config[4], implementation[32] = "Plinth tests/rmm";
	static const uint8_t instance[33] = "\1Plinth tests/rmm";
	uint8_t hash[32];

	rmm_hash(256, key->bytes, key->used, hash);
	head(c, CBOR_MAP, 9);
	claim_bytes(c, NONCE, hash, sizeof(hash));
	claim_bytes(c, PLATFORM_INSTANCE, instance, sizeof(instance));
	claim_text(c, PROFILE, "tag:arm.com,2023:cca_platform#1.0.0");
	number(c, PLATFORM_LIFECYCLE);
	number(c, LIFECYCLE_SECURED);
	claim_bytes(c, PLATFORM_IMPLEMENTATION, implementation,
		    sizeof(implementation));
	component(c);
	claim_text(c, PLATFORM_SERVICE, "https://verifier.invalid/");
	claim_bytes(c, PLATFORM_CONFIG, config, sizeof(config));
	claim_text(c, PLATFORM_HASH, "sha-256");
}

static void make_token(struct rmm_token *token)
{
	static uint8_t key_bytes[128], payload_bytes[PART_MAX];
	struct cbor c = {token->bytes, sizeof(token->bytes), 0};
	struct cbor key = {key_bytes, sizeof(key_bytes), 0};
	struct cbor payload = {payload_bytes, sizeof(payload_bytes), 0};

	cose_key(&key, &rmm_realm_key);
	head(&c, CBOR_TAG, TAG_CCA_TOKEN);
	head(&c, CBOR_MAP, 2);
	number(&c, PLATFORM_TOKEN);
	platform_claims(&payload, &key);
	sign1(&c, &payload, &rmm_platform_key);
	number(&c, REALM_TOKEN);
	payload.used = 0;
	realm_claims(&payload, token->challenge, &key);
	sign1(&c, &payload, &rmm_realm_key);
	token->size = c.used;
}

/* --- The calls ---------------------------------------------------------- */

enum rmm_status rmm_token_init(struct rmm_cpu *cpu, const uint64_t *challenge,
			       uint64_t *size_bytes)
{
	struct rmm_token *token = &tokens[cpu->number];

	memcpy(token->challenge, challenge, sizeof(token->challenge));
	token->state = TOKEN_ASKED;
	token->waits = rmm_options.token_wait;
	token->given = 0;
	*size_bytes = TOKEN_MAX;
	return RMM_SUCCESS;
}

/* The next piece of it, of at most @room bytes. */
static enum rmm_status give(struct rmm_token *token, uint8_t *to, size_t room,
			    uint64_t *nr_bytes)
{
	size_t n = token->size - token->given;

	if (n > room)
		n = room;
	if (n > rmm_options.token_step_bytes)
		n = rmm_options.token_step_bytes;
	memcpy(to, token->bytes + token->given, n);
	token->given += n;
	*nr_bytes = n;
	if (token->given < token->size)
		return RMM_INCOMPLETE;
	token->state = TOKEN_NONE;
	return RMM_SUCCESS;
}

/* @args: the page, where in it, how much. */
enum rmm_status rmm_token_continue(struct rmm_cpu *cpu, const uint64_t *args,
				   uint64_t *nr_bytes)
{
	struct rmm_token *token = &tokens[cpu->number];
	uint64_t page = args[0], offset = args[1], size = args[2];
	uint8_t *to = rmm_argument(page, PLAT_PAGE_SIZE);

	*nr_bytes = 0;
	if (!to || offset >= PLAT_PAGE_SIZE || size > PLAT_PAGE_SIZE - offset)
		return RMM_ERROR_INPUT;
	if (token->state == TOKEN_NONE)
		return RMM_ERROR_STATE;
	if (token->waits) {
		token->waits--;
		return RMM_INCOMPLETE;
	}
	if (token->state == TOKEN_ASKED)
		make_token(token);
	token->state = TOKEN_MADE;
	return give(token, to + offset, size, nr_bytes);
}
