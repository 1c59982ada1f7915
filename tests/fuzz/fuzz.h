/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the fuzz harnesses share: a physical memory laid out from the input,
 * so that structures in it can refer to each other and the parser gets deep.
 *
 * The input is a sequence of chunks, each of them
 *
 *   u8 slot; u16 length (little endian); length bytes
 *
 * A slot is an address that the harness knows, and that dictionary and seeds
 * use as a pointer. With bit 7 of the slot set checksums are left as they
 * are; else the harness mends them.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <plat/bootinfo.h>
#include <plat/topology.h>

#include "tests/host/support.h"

#define FUZZ_AS_IS 0x80u

struct fuzz_slot {
	uint64_t pa;
	size_t most;  /* bytes of a chunk that are used */
	bool to_page; /* fill the page behind it, as text needs it */
};

/**
 * Lay out memory from @data.
 *
 * @mend: makes the checksums of a chunk right; may be NULL.
 */
void fuzz_layout(const struct fuzz_slot *slots, unsigned int nr_slots,
		 const uint8_t *data, size_t size,
		 void (*mend)(unsigned int slot, uint8_t *bytes, size_t size));

/**
 * An empty boot info with room for @capacity MRDs, at most 32.
 */
struct plat_bootinfo *fuzz_bootinfo(uint32_t capacity);

/**
 * What each parser of boot info may return, and must leave behind.
 */
void fuzz_check_parsed(int status, const struct plat_bootinfo *bi);

/**
 * Let @parse, the parser of a boot protocol, take a memory laid out from
 * @data; what the protocol hands over is in slot 0. The first byte is how many
 * MRDs there is room for.
 */
void fuzz_protocol(int (*parse)(struct plat_bootinfo *bi, plat_pa_t pa),
		   const struct fuzz_slot *slots, unsigned int nr_slots,
		   const uint8_t *data, size_t size);

/**
 * A sink that checks what it is told. Its context is a bool, false: whether it
 * was told where the local APIC is.
 */
extern const struct plat_topology_sink fuzz_sink;

/** Memory and log are as before the first input. */
void fuzz_end(void);

#define FUZZ_CHECK(condition)                                             \
	do {                                                              \
		if (!(condition)) {                                       \
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__,  \
				__LINE__, #condition);                    \
			abort();                                          \
		}                                                         \
	} while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif /* TESTS_FUZZ_FUZZ_H */
