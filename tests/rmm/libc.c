/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What mbedTLS, as Debian has built it for Linux, wants of a libc. Of these
 * the monitor's calls need memory alone; the rest is named by self-tests and
 * by functions on files.
 */
#include "tests/rmm/rmm.h"

/* Blocks of 2^i bytes, the length in front, are kept in lists when freed. */
#define HEAP_BYTES  PLAT_MIB(4)
#define CLASSES     20
#define LEAST_CLASS 5

struct block {
	size_t class;
	struct block *next; /* while free */
};

static unsigned char heap[HEAP_BYTES] PLAT_ALIGNED(16);
static size_t used;
static struct block *free_blocks[CLASSES];

void *calloc(size_t n, size_t size);
void free(void *p);

static struct block *new_block(size_t class)
{
	struct block *block = (struct block *)(void *)&heap[used];

	if (used + ((size_t)1 << class) > HEAP_BYTES)
		rmm_fatal("out of memory");
	used += (size_t)1 << class;
	return block;
}

void *calloc(size_t n, size_t size)
{
	size_t bytes = n * size + 16, class = LEAST_CLASS;
	struct block *block;

	while (((size_t)1 << class) < bytes)
		class++;
	if (class >= CLASSES)
		rmm_fatal("an allocation of %zu bytes", bytes);
	block = free_blocks[class];
	if (block)
		free_blocks[class] = block->next;
	else
		block = new_block(class);
	block->class = class;
	return memset((char *)block + 16, 0, n * size);
}

void free(void *p)
{
	struct block *block;

	if (!p)
		return;
	block = (struct block *)(void *)((char *)p - 16);
	block->next = free_blocks[block->class];
	free_blocks[block->class] = block;
}

uintptr_t __stack_chk_guard = 0x726d6d00;
PLAT_NORETURN void __stack_chk_fail(void);
PLAT_NORETURN void __stack_chk_fail(void)
{
	rmm_fatal("a stack was overwritten");
}

void *__memset_chk(void *p, int c, size_t n, size_t size);
void *__memset_chk(void *p, int c, size_t n, size_t size)
{
	if (n > size)
		rmm_fatal("memset beyond an object");
	return memset(p, c, n);
}

/* There is one thread in the library at a time: trap.c has a lock. */
int pthread_mutex_init(void *mutex, const void *attributes);
int pthread_mutex_destroy(void *mutex);
int pthread_mutex_lock(void *mutex);
int pthread_mutex_unlock(void *mutex);

int pthread_mutex_init(void *mutex, const void *attributes)
{
	(void)mutex, (void)attributes;
	return 0;
}

int pthread_mutex_destroy(void *mutex)
{
	(void)mutex;
	return 0;
}

int pthread_mutex_lock(void *mutex)
{
	(void)mutex;
	return 0;
}

int pthread_mutex_unlock(void *mutex)
{
	(void)mutex;
	return 0;
}

/* Never called. */
#define NOT_HERE(name)                                                     \
	PLAT_NORETURN void name(void);                                     \
	PLAT_NORETURN void name(void)                                      \
	{                                                                  \
		rmm_fatal(#name " was called");                            \
	}
NOT_HERE(__printf_chk)
NOT_HERE(fclose)
NOT_HERE(ferror)
NOT_HERE(fgets)
NOT_HERE(fopen)
NOT_HERE(fread)
NOT_HERE(fwrite)
NOT_HERE(gmtime_r)
NOT_HERE(putchar)
NOT_HERE(puts)
