/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/host/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <plat/early_map.h>

#define MAX_RANGES 64
#define MAX_MAPS   64

/* The core sees what lies between two ranges as absent: a mapping that is
 * not wholly inside one is refused, as the real window refuses what exceeds
 * the CPU's physical addresses. */
static struct range {
	uint64_t pa;
	size_t size;
	char *bytes;
} ranges[MAX_RANGES];
static unsigned int nr_ranges;

static struct map {
	char *copy;
	uint64_t size;
} maps[MAX_MAPS];

static char log_text[1 << 16];
static size_t log_length;
static unsigned int log_counts[PLAT_NR_LOG_LEVELS];

void host_phys_put(uint64_t pa, const void *data, size_t size)
{
	struct range *r = &ranges[nr_ranges++];

	if (nr_ranges > MAX_RANGES || size == 0)
		abort();
	r->pa = pa;
	r->size = size;
	r->bytes = malloc(size);
	memcpy(r->bytes, data, size);
}

void host_phys_reset(void)
{
	for (unsigned int i = 0; i < MAX_MAPS; i++) {
		if (maps[i].copy) {
			fprintf(stderr, "still mapped: %llu bytes\n",
				(unsigned long long)maps[i].size);
			abort();
		}
	}
	while (nr_ranges)
		free(ranges[--nr_ranges].bytes);
}

/* Each mapping is a copy of its own, of just the size asked for, so that a
 * read past it, or after the unmap, is seen. */
void *plat_early_map(plat_pa_t pa, uint64_t size, enum plat_memtype type)
{
	(void)type;
	if (size == 0 || size > PLAT_EARLY_MAP_BYTES)
		return NULL;
	for (unsigned int i = 0; i < nr_ranges; i++) {
		struct range *r = &ranges[i];

		if (pa.v < r->pa ||
		    !plat_range_below(pa.v - r->pa, size, r->size))
			continue;
		for (unsigned int m = 0; m < MAX_MAPS; m++) {
			if (maps[m].copy)
				continue;
			maps[m].copy = malloc(size);
			maps[m].size = size;
			memcpy(maps[m].copy, r->bytes + (pa.v - r->pa), size);
			return maps[m].copy;
		}
	}
	return NULL;
}

void plat_early_unmap(const void *p, uint64_t size)
{
	for (unsigned int i = 0; i < MAX_MAPS; i++) {
		if (maps[i].copy != p || maps[i].size != size)
			continue;
		free(maps[i].copy);
		maps[i].copy = NULL;
		return;
	}
	fprintf(stderr, "unmap of what is not mapped\n");
	abort();
}

enum plat_log_level plat_log_console_level = PLAT_LOG_DEBUG;

/* The message is formatted by the build machine's own printf: a format that
 * does not fit its arguments shows under the sanitizers. */
void plat_log_record(enum plat_log_level level, const char *format,
		     unsigned int nr_args, const uint64_t *args)
{
	uint64_t a[PLAT_LOG_MAX_ARGS] = {0};
	size_t room = sizeof(log_text) - log_length;
	int length;

	memcpy(a, args ? args : a, nr_args * sizeof(a[0]));
	log_counts[level]++;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	length = snprintf(log_text + log_length, room, format, a[0], a[1],
			  a[2], a[3], a[4], a[5]);
#pragma GCC diagnostic pop
	if (length > 0 && (size_t)length < room)
		log_length += (size_t)length;
}

unsigned int host_log_count(enum plat_log_level level)
{
	return log_counts[level];
}

bool host_log_has(const char *text)
{
	return strstr(log_text, text) != NULL;
}

void host_log_reset(void)
{
	log_length = 0;
	log_text[0] = '\0';
	memset(log_counts, 0, sizeof(log_counts));
}
