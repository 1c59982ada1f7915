/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Hashes and signatures, by mbedTLS as Debian has it for arm64
 * (libmbedtls-dev); libc.c stands in for what it wants of Linux.
 */
#include "tests/rmm/rmm.h"

#include <mbedtls/ecdsa.h>
#include <mbedtls/sha256.h>
#include <mbedtls/sha512.h>

/* Anyone can sign with these, and a token of theirs proves nothing; the public
 * one of the first is cpak.pem. */
const struct rmm_key rmm_platform_key = {
	"Plinth's test CPAK: it signs for no real machine"};
const struct rmm_key rmm_realm_key = {
	"Plinth's test RAK: the same for each of its runs"};

/* The library uses floating point registers, which are the realm's. */
struct hashing {
	unsigned int bits;
	const void *data;
	size_t size;
	uint8_t *hash;
	int err;
};

static void hash_with_fp(void *arg)
{
	struct hashing *h = arg;

	if (h->bits == 256)
		h->err = mbedtls_sha256_ret(h->data, h->size, h->hash, 0);
	else
		h->err = mbedtls_sha512_ret(h->data, h->size, h->hash,
					    h->bits == 384);
}

void rmm_hash(unsigned int bits, const void *data, size_t size, uint8_t *hash)
{
	struct hashing h = {bits, data, size, hash, 0};

	rmm_with_fp(hash_with_fp, &h);
	if (h.err)
		rmm_fatal("SHA-%u: %d", bits, h.err);
}

/* Blinds computations with a key that is no secret. */
static int random_bytes(void *state, unsigned char *to, size_t n)
{
	static uint64_t seed = 1;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		seed = seed * 6364136223846793005 + 1442695040888963407;
		to[i] = (unsigned char)(seed >> 56);
	}
	return 0;
}

/* Either is made with the key: a signature of @hash, r and s; or, without a
 * hash, the public key, x and y. */
struct signing {
	const struct rmm_key *key;
	const uint8_t *hash;
	uint8_t *first, *second;
	int err;
};

struct numbers {
	mbedtls_ecp_group group;
	mbedtls_mpi secret, first, second;
	mbedtls_ecp_point point;
};

static int make(struct signing *s, struct numbers *n)
{
	int err = mbedtls_ecp_mul(&n->group, &n->point, &n->secret,
				  &n->group.G, random_bytes, NULL);

	if (!err)
		err = mbedtls_mpi_copy(&n->first, &n->point.X);
	if (!err)
		err = mbedtls_mpi_copy(&n->second, &n->point.Y);
	if (s->hash && !err)
		err = mbedtls_ecdsa_sign_det_ext(
		    &n->group, &n->first, &n->second, &n->secret, s->hash,
		    RMM_P384_SIZE, MBEDTLS_MD_SHA384, random_bytes, NULL);
	return err;
}

static void sign_with_fp(void *arg)
{
	struct signing *s = arg;
	struct numbers n;

	mbedtls_ecp_group_init(&n.group);
	mbedtls_mpi_init(&n.secret);
	mbedtls_mpi_init(&n.first);
	mbedtls_mpi_init(&n.second);
	mbedtls_ecp_point_init(&n.point);
	s->err = mbedtls_ecp_group_load(&n.group, MBEDTLS_ECP_DP_SECP384R1) |
		 mbedtls_mpi_read_binary(&n.secret, s->key->secret,
					 RMM_P384_SIZE);
	if (!s->err)
		s->err = make(s, &n);
	s->err |= mbedtls_mpi_write_binary(&n.first, s->first, RMM_P384_SIZE) |
		  mbedtls_mpi_write_binary(&n.second, s->second,
					   RMM_P384_SIZE);
	mbedtls_ecp_point_free(&n.point);
	mbedtls_mpi_free(&n.second);
	mbedtls_mpi_free(&n.first);
	mbedtls_mpi_free(&n.secret);
	mbedtls_ecp_group_free(&n.group);
}

static void use_key(struct signing s)
{
	rmm_with_fp(sign_with_fp, &s);
	if (s.err)
		rmm_fatal("mbedTLS: %d", s.err);
}

void rmm_public_key(const struct rmm_key *key, uint8_t x[RMM_P384_SIZE],
		    uint8_t y[RMM_P384_SIZE])
{
	use_key((struct signing){.key = key, .first = x, .second = y});
}

void rmm_sign(const struct rmm_key *key, const uint8_t *hash,
	      uint8_t signature[2 * RMM_P384_SIZE])
{
	use_key((struct signing){.key = key, .hash = hash, .first = signature,
				 .second = signature + RMM_P384_SIZE});
}
