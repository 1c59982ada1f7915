/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: accesses that may fault.
 */
#include <plat/probe.h>

#include <plat/errno.h>

#include "common/fault/fixup.h"

/* One access; rax is the fault's, if it has one. */
#define ACCESS(err, instruction, ...)                                      \
	__asm__ volatile("1:\t" instruction "\n2:\n\t"                     \
			 PLAT_FIXUP("1b", "2b")                            \
			 : "+a"(err) __VA_ARGS__)

static bool is_sound(const void *at, size_t size)
{
	return (size == 1 || size == 2 || size == 4 || size == 8) &&
	       plat_is_aligned((uintptr_t)at, size);
}

int plat_probe_read(const void *from, size_t size, uint64_t *value)
{
	uint64_t found;
	int err = 0;

	if (!is_sound(from, size))
		return -PLAT_EINVAL;
	if (size == 1)
		ACCESS(err, "movzbl (%2), %k1", , "=&r"(found) : "r"(from)
		       : "memory");
	else if (size == 2)
		ACCESS(err, "movzwl (%2), %k1", , "=&r"(found) : "r"(from)
		       : "memory");
	else if (size == 4)
		ACCESS(err, "movl (%2), %k1", , "=&r"(found) : "r"(from)
		       : "memory");
	else
		ACCESS(err, "movq (%2), %1", , "=&r"(found) : "r"(from)
		       : "memory");
	if (!err)
		*value = found;
	return err;
}

int plat_probe_write(void *to, size_t size, uint64_t value)
{
	int err = 0;

	if (!is_sound(to, size))
		return -PLAT_EINVAL;
	if (size == 1)
		ACCESS(err, "movb %b1, (%2)", : "r"(value), "r"(to) : "memory");
	else if (size == 2)
		ACCESS(err, "movw %w1, (%2)", : "r"(value), "r"(to) : "memory");
	else if (size == 4)
		ACCESS(err, "movl %k1, (%2)", : "r"(value), "r"(to) : "memory");
	else
		ACCESS(err, "movq %1, (%2)", : "r"(value), "r"(to) : "memory");
	return err;
}

size_t plat_probe_copy(void *to, const void *from, size_t size)
{
	int err = 0;

	/* What is left is in rcx at every fault: SDM 2B, REP. */
	ACCESS(err, "rep movsb", , "+c"(size), "+D"(to), "+S"(from)
	       : : "memory");
	return size;
}
