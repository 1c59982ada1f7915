/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the core finds on the build machine: a physical memory made of buffers
 * that a test lays out, and a log that counts.
 */
#ifndef TESTS_HOST_SUPPORT_H
#define TESTS_HOST_SUPPORT_H

#include <plat/log.h>
#include <plat/types.h>

/**
 * Put a copy of @size bytes at @data to physical address @pa. Each range has
 * an allocation of its own, so that the address sanitizer sees an access
 * beyond it. Ranges must not overlap.
 */
void host_phys_put(uint64_t pa, const void *data, size_t size);

/**
 * Let what is mapped end (but for 7 bytes, for alignment) at a page that
 * cannot be accessed, from the next mapping on: for code that is not compiled
 * with the address sanitizer. One such mapping at a time; @size is the
 * largest.
 */
void host_phys_guard(size_t size);

/**
 * Forget all of it. Fails the test (abort) where something is mapped still.
 */
void host_phys_reset(void);

/**
 * Put text to @pa, terminated, and fill its page up to the end, as memory
 * that text is in goes on behind it.
 */
void host_phys_text(uint64_t pa, const char *text);

/**
 * Set the byte at @offset so that all @size bytes sum up to 0.
 */
void host_checksum(void *bytes, size_t size, size_t offset);

/**
 * Read the file @path, which has @size bytes at least, into a new buffer.
 * Fails the test (abort) where that cannot be done.
 */
void *host_load(const char *path, size_t *size);

/** Messages logged at @level since host_log_reset(). */
unsigned int host_log_count(enum plat_log_level level);

/** Whether a message since host_log_reset() had @text in it. */
bool host_log_has(const char *text);

void host_log_reset(void);

#endif /* TESTS_HOST_SUPPORT_H */
