/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who asks whether memory is there gets an answer, and not the end: in main,
 * and in the handler of a fault, whose own fault it then is. If this failed, a
 * crash report that reads what may not be there would not be written, and a
 * handler's fault would destroy what it was to return to.
 */
#include "tests/guest/tap.h"

#include <plat/errno.h>
#include <plat/fault.h>
#include <plat/layout.h>
#include <plat/probe.h>
#include <plat/string.h>

#include "common/bootinfo/image.h"

#include "probe-isa.h"

static uint64_t word = 0x8877665544332211;
static const uint64_t constant = 42;

static unsigned int nr_asked, nr_nested_refused;
static uint64_t nested_value = 1;

/* Has faults itself, and has nothing to offer. */
static int serve(const struct plat_fault *fault, char *why, size_t size)
{
	(void)why;
	(void)size;
	nr_asked++;
	if (fault->va.v != PLAT_VMEM_BASE + PLAT_PAGE_SIZE)
		return -PLAT_ENOENT;
	for (unsigned int i = 0; i < 3; i++)
		nr_nested_refused +=
			plat_probe_read((const void *)PLAT_VMEM_BASE, 8,
					&nested_value) == -PLAT_EFAULT;
	return -PLAT_ENOENT;
}

PLAT_FAULT_SERVER(guest, probe, serve);

static const void *absent(unsigned int which)
{
	static const uint64_t addresses[] = {
		0, PLAT_VMEM_BASE, PLAT_FOREIGN_BASE, 0x8000000000000000,
		UINT64_MAX - 7,
	};

	return (const void *)(uintptr_t)addresses[which];
}

static void test_read(void)
{
	const uint64_t wanted[] = {0x11, 0x2211, 0x44332211,
				   0x8877665544332211};
	bool is_right = true;
	uint64_t value;

	for (unsigned int i = 0; i < 4; i++)
		is_right &= plat_probe_read(&word, 1u << i, &value) == 0 &&
			    value == wanted[i];
	tap_ok(is_right, "what is there is read, in each size");
	is_right = true;
	value = 7;
	for (unsigned int i = 0; i < 5; i++)
		for (size_t size = 1; size <= 8; size *= 2)
			is_right &= plat_probe_read(absent(i), size, &value) ==
				    -PLAT_EFAULT;
	tap_ok(is_right && value == 7,
	       "what is not there is not read, and no value changes");
}

static void test_write(void)
{
	uint64_t target = 0;
	bool is_right = true;

	for (size_t size = 1; size <= 8; size *= 2)
		is_right &= plat_probe_write(&target, size, word) == 0 &&
			    !memcmp(&target, &word, size);
	tap_ok(is_right, "what may be written is, in each size");
	is_right = true;
	for (size_t size = 1; size <= 8; size *= 2)
		is_right &= plat_probe_write((void *)(uintptr_t)&constant, size,
					     7) == -PLAT_EFAULT &&
			    plat_probe_write((void *)(uintptr_t)absent(1), size,
					     7) == -PLAT_EFAULT;
	tap_ok(is_right && *(const volatile uint64_t *)&constant == 42,
	       "a constant and what is not there cannot be written");
}

static void test_arguments(void)
{
	char *odd = (char *)&word + 1;
	uint64_t value = 7;

	tap_ok(plat_probe_read(odd, 2, &value) == -PLAT_EINVAL &&
		       plat_probe_read(odd, 8, &value) == -PLAT_EINVAL &&
		       plat_probe_write(odd, 4, 0) == -PLAT_EINVAL &&
		       plat_probe_read(odd, 1, &value) == 0 && value == 0x22,
	       "an access that is misaligned is refused");
	tap_ok(plat_probe_read(&word, 0, &value) == -PLAT_EINVAL &&
		       plat_probe_read(&word, 3, &value) == -PLAT_EINVAL &&
		       plat_probe_write(&word, 16, 0) == -PLAT_EINVAL,
	       "so is one of another size");
}

static void test_copy(void)
{
	/* Below it nothing is mapped, nor behind its stack's top. */
	const char *low = plat_stacks[0].low;
	const char *top = plat_stacks[0].top;
	char buf[64];

	tap_ok(plat_probe_copy(buf, &word, 8) == 0 && !memcmp(buf, &word, 8) &&
		       plat_probe_copy(buf, absent(1), 0) == 0,
	       "what is there is copied");
	tap_ok(plat_probe_copy(buf, top - 24, 64) == 40 &&
		       !memcmp(buf, top - 24, 24),
	       "and where it ends is told");
	tap_ok(plat_probe_copy(buf, low - 1, 64) == 64, "at once, too");
	tap_ok(plat_probe_copy((void *)(uintptr_t)&constant, buf, 8) == 8 &&
		       plat_probe_copy((void *)(uintptr_t)top, buf, 8) == 8,
	       "also where it is the target that ends");
}

static void test_nested(void)
{
	unsigned int asked = nr_asked;
	uint64_t value = 7;
	bool is_right = true;

	for (unsigned int i = 0; i < 100; i++)
		is_right &= plat_probe_read((const void *)(PLAT_VMEM_BASE +
							   PLAT_PAGE_SIZE),
					    8, &value) == -PLAT_EFAULT;
	tap_ok(is_right && value == 7 && nr_asked == asked + 100,
	       "a fault whose handler has faults returns");
	tap_ok(nr_nested_refused == 300 && nested_value == 1,
	       "and so do those of the handler");
}

int main(void)
{
	test_read();
	test_write();
	test_arguments();
	test_copy();
	test_nested();
	test_probe_isa();
	return tap_done();
}
