/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Does what argv[1] says, and dies of it: a guest that dies without saying
 * why, or does not die, is the worst to debug. What it has to say is in the
 * boot files.
 */
#include "tests/guest/tap.h"

#include <plat/bootinfo.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/power.h>
#include <plat/string.h>

#include "fault-isa.h"

static int some_data = 1;
static const int some_constant = 2;

static void read_null(void)
{
	const volatile int *volatile p = NULL;

	(void)*p;
}

static void write_text(void)
{
	*(volatile char *)(uintptr_t)read_null = 0;
}

static void write_constant(void)
{
	*(volatile int *)(uintptr_t)&some_constant = 3;
}

static void execute_data(void)
{
	void (*f)(void) = (void (*)(void))(uintptr_t)&some_data;

	f();
}

/* Writes to the image's text by another way: the direct map. */
static void write_text_by_direct_map(void)
{
	plat_pa_t pa = plat_image_pa((const void *)(uintptr_t)read_null);

	*(volatile char *)plat_direct_map(pa) = 0;
}

static void execute_frame(void)
{
	void (*f)(void);
	plat_pa_t pa;

	if (plat_frame_alloc(0, PLAT_FRAME_ANY, &pa))
		return;
	f = (void (*)(void))plat_direct_map(pa);
	f();
}

static void overflow_stack(void)
{
	volatile char room[512];

	room[0] = 1;
	if (room[0])
		overflow_stack();
	room[1] = room[0];
}

static void smash_stack(void)
{
	volatile char room[16];
	volatile char *volatile p = room;

	for (int i = 0; i < 64; i++)
		p[i] = 'x';
}

static void unmapped(void)
{
	*(volatile char *)PLAT_VMEM_BASE = 0;
}

static void beyond_memory(void)
{
	*(volatile char *)plat_direct_map(plat_pa(PLAT_TIB(1))) = 0;
}

static void panic(void)
{
	plat_panic("the guest's own reason: %d", 42);
}

static void assertion(void)
{
	plat_assert(some_data == 2);
}

static const struct {
	const char *name;
	void (*provoke)(void);
} faults[] = {
	{"null", read_null},
	{"write-text", write_text},
	{"write-constant", write_constant},
	{"execute-data", execute_data},
	{"write-text-by-direct-map", write_text_by_direct_map},
	{"execute-frame", execute_frame},
	{"overflow-stack", overflow_stack},
	{"smash-stack", smash_stack},
	{"unmapped", unmapped},
	{"beyond-memory", beyond_memory},
	{"panic", panic},
	{"assertion", assertion},
	FAULTS_OF_THE_ISA
};

int main(int argc, char *argv[])
{
	for (size_t i = 0; argc > 1 && i < PLAT_ARRAY_SIZE(faults); i++) {
		if (!strcmp(faults[i].name, argv[1]))
			faults[i].provoke();
	}
	plat_printf("still alive\n");
	return 0;
}
