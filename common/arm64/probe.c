/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: accesses that may fault.
 */
#include <plat/probe.h>

#include <plat/errno.h>

#include "common/fault/fixup.h"

/* One access; x0 is the fault's, if it has one. */
#define ACCESS(instruction)                                                \
	"1:\t" instruction "\n2:\n\t" PLAT_FIXUP("1b", "2b")

static bool is_sound(const void *at, size_t size)
{
	return (size == 1 || size == 2 || size == 4 || size == 8) &&
	       plat_is_aligned((uintptr_t)at, size);
}

/* What is in a register by name is in it from one statement to the next. */
#define READ(instruction)                                                  \
	do {                                                               \
		register uint64_t x0 __asm__("x0") = 0;                    \
		__asm__ volatile(ACCESS(instruction)                       \
				 : "+r"(x0), "=&r"(found)                  \
				 : "r"(from) : "memory");                  \
		err = (int)x0;                                             \
	} while (0)

int plat_probe_read(const void *from, size_t size, uint64_t *value)
{
	uint64_t found;
	int err;

	if (!is_sound(from, size))
		return -PLAT_EINVAL;
	if (size == 1)
		READ("ldrb %w1, [%2]");
	else if (size == 2)
		READ("ldrh %w1, [%2]");
	else if (size == 4)
		READ("ldr %w1, [%2]");
	else
		READ("ldr %1, [%2]");
	if (!err)
		*value = found;
	return err;
}

#define WRITE(instruction)                                                 \
	do {                                                               \
		register uint64_t x0 __asm__("x0") = 0;                    \
		__asm__ volatile(ACCESS(instruction)                       \
				 : "+r"(x0)                                \
				 : "r"(value), "r"(to) : "memory");        \
		err = (int)x0;                                             \
	} while (0)

int plat_probe_write(void *to, size_t size, uint64_t value)
{
	int err;

	if (!is_sound(to, size))
		return -PLAT_EINVAL;
	if (size == 1)
		WRITE("strb %w1, [%2]");
	else if (size == 2)
		WRITE("strh %w1, [%2]");
	else if (size == 4)
		WRITE("str %w1, [%2]");
	else
		WRITE("str %1, [%2]");
	return err;
}

size_t plat_probe_copy(void *to, const void *from, size_t size)
{
	uint64_t byte;
	register uint64_t x0 __asm__("x0") = 0;

	__asm__ volatile("cbz %[left], 3f\n"
			 "0:\n\t"
			 ACCESS("ldrb %w[byte], [%[from]], #1")
			 "cbnz x0, 3f\n\t"
			 "4:\tstrb %w[byte], [%[to]], #1\n"
			 "5:\n\t"
			 PLAT_FIXUP("4b", "5b")
			 "cbnz x0, 3f\n\t"
			 "sub %[left], %[left], #1\n\t"
			 "cbnz %[left], 0b\n"
			 "3:"
			 : "+r"(x0), [byte] "=&r"(byte), [to] "+r"(to),
			   [from] "+r"(from), [left] "+r"(size)
			 : : "memory");
	return size;
}
