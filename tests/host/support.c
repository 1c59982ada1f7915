/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/host/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <plat/early_map.h>
#include <plat/errno.h>

#include "common/memory/frame.h"

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

static char *guard_end; /* the first byte that cannot be accessed */
static size_t guard_size;

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

void host_phys_text(uint64_t pa, const char *text)
{
	char page[PLAT_PAGE_SIZE];
	size_t length = strlen(text) + 1;
	size_t room = PLAT_PAGE_SIZE - (pa & PLAT_PAGE_MASK);

	memset(page, 'Z', sizeof(page));
	if (length <= room) {
		memcpy(page, text, length);
		host_phys_put(pa, page, room);
	} else {
		host_phys_put(pa, text, length);
	}
}

void host_checksum(void *bytes, size_t size, size_t offset)
{
	uint8_t *b = bytes;
	uint8_t sum = 0;

	b[offset] = 0;
	for (size_t i = 0; i < size; i++)
		sum = (uint8_t)(sum + b[i]);
	b[offset] = (uint8_t)-sum;
}

void *host_load(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	char *bytes = malloc(1 << 20);

	if (!file || !bytes) {
		perror(path);
		abort();
	}
	*size = fread(bytes, 1, 1 << 20, file);
	fclose(file);
	return bytes;
}

void host_phys_guard(size_t size)
{
	char *area;

	if (guard_end)
		return;
	guard_size = plat_align_up(size, PLAT_PAGE_SIZE);
	area = mmap(NULL, guard_size + PLAT_PAGE_SIZE, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (area == MAP_FAILED)
		abort();
	guard_end = area + guard_size;
	if (mprotect(guard_end, PLAT_PAGE_SIZE, PROT_NONE) != 0)
		abort();
}

static bool in_guard(const char *copy)
{
	return guard_end && copy < guard_end && copy >= guard_end - guard_size;
}

static char *new_copy(size_t size)
{
	for (unsigned int m = 0; guard_end && m < MAX_MAPS; m++) {
		if (maps[m].copy && in_guard(maps[m].copy))
			return malloc(size);
	}
	if (guard_end && size <= guard_size)
		return guard_end - plat_align_up(size, 8);
	return malloc(size);
}

static void free_copy(char *copy)
{
	if (!in_guard(copy))
		free(copy);
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
			maps[m].copy = new_copy(size);
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
		free_copy(maps[i].copy);
		maps[i].copy = NULL;
		return;
	}
	fprintf(stderr, "unmap of what is not mapped\n");
	abort();
}

enum plat_log_level plat_log_console_level = PLAT_LOG_DEBUG;

/* The message is formatted by the build machine's own printf: a format that
 * does not fit its arguments shows under the sanitizers. */
void plat_log_record(const char *message, uint64_t a, uint64_t b, uint64_t c,
		     uint64_t d, uint64_t e)
{
	size_t room = sizeof(log_text) - log_length;
	int length;

	log_counts[message[0] - '0']++;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	length = snprintf(log_text + log_length, room, message + 1, a, b, c,
			  d, e);
#pragma GCC diagnostic pop
	if (length < 0 || (size_t)length + 1 >= room)
		return;
	log_length += (size_t)length;
	log_text[log_length++] = '\n';
	log_text[log_length] = '\0';
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

/* The allocator of frames is there, as all of the core that needs no CPU; a
 * test of it has another set-up. */
__attribute__((weak)) int plat_frame_set_up(void)
{
	return -PLAT_ENOSYS;
}
