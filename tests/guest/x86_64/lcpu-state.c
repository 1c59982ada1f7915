/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An lcpu whose control registers are not lcpu 0's does not take an NX bit for
 * one (EFER.NXE), writes to constants (CR0.WP), or has other memory types
 * (PAT). With an argument: dies of what it says, on lcpu 1.
 */
#include <plat/arch/cpu.h>
#include <plat/lcpu.h>
#include <plat/paging.h>
#include <plat/string.h>

#include "common/x86_64/cpu.h"
#include "tests/guest/tap.h"

#define NR_MOST  8u
#define MSR_EFER 0xc0000080u

static struct state {
	uint64_t cr0, cr3, cr4, efer, pat, cs, ss, tr;
	uint32_t mxcsr;
	uint16_t x87;
} states[NR_MOST];

static void look(void *arg)
{
	struct state *s = &states[plat_lcpu_self()];

	(void)arg;
	s->cr0 = plat_x86_read_cr0();
	s->cr4 = plat_x86_read_cr4();
	__asm__ volatile("mov %%cr3, %0" : "=r"(s->cr3));
	__asm__ volatile("mov %%cs, %0" : "=r"(s->cs));
	__asm__ volatile("mov %%ss, %0" : "=r"(s->ss));
	__asm__ volatile("str %0" : "=r"(s->tr));
	s->efer = plat_x86_rdmsr(MSR_EFER);
	s->pat = plat_x86_rdmsr(X86_MSR_PAT);
	__asm__ volatile("stmxcsr %0" : "=m"(s->mxcsr));
	__asm__ volatile("fnstcw %0" : "=m"(s->x87));
}

static void states_are_alike(uint32_t nr)
{
	const struct state *a = states;

	(void)plat_lcpu_run(PLAT_LCPUS_OTHERS, look, NULL);
	look(NULL);
	for (uint32_t i = 1; i < nr; i++) {
		const struct state *b = &states[i];

		tap_ok(a->cr0 == b->cr0 && a->cr3 == b->cr3 &&
			   a->cr4 == b->cr4 && a->cs == b->cs &&
			   a->ss == b->ss && a->tr == b->tr,
		       "lcpu %u: control registers, segments", i);
		tap_ok(a->efer == b->efer && a->pat == b->pat,
		       "lcpu %u: EFER and PAT", i);
		tap_ok(a->mxcsr == b->mxcsr && a->x87 == b->x87,
		       "lcpu %u: floating point", i);
	}
}

static void null(void *arg)
{
	*(volatile char *)arg = 0;
}

static void overflow(void *arg)
{
	volatile char room[512];

	room[0] = 1;
	if (room[0])
		overflow(arg);
	room[1] = room[0];
}

static char some_data[16];

static void execute_data(void *arg)
{
	(void)arg;
	((void (*)(void))(uintptr_t)some_data)();
}

/* With an IDT that ends behind the double fault's gate, whatever it is. */
static void double_fault(void *arg)
{
	struct PLAT_PACKED {
		uint16_t limit;
		uint64_t base;
	} idt;

	__asm__ volatile("sidt %0" : "=m"(idt));
	idt.limit = 9 * 16 - 1;
	__asm__ volatile("lidt %0" : : "m"(idt));
	null(arg);
}

/* Until something comes that cannot be held back. */
static void be_interrupted(void *arg)
{
	(void)arg;
	plat_printf("ready\n");
	for (;;)
		plat_cpu_relax();
}

static void provoke(const char *what)
{
	static const struct {
		const char *name;
		plat_lcpu_function_t function;
	} all[] = {{"null", null},
		   {"be-interrupted", be_interrupted},
		   {"overflow", overflow},
		   {"double-fault", double_fault},
		   {"execute-data", execute_data}};

	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(all); i++) {
		if (!strcmp(what, all[i].name))
			(void)plat_lcpu_run(PLAT_LCPUS_ONE(1),
					    all[i].function, NULL);
	}
	plat_printf("still alive\n");
}

int main(int argc, char *argv[])
{
	static struct plat_space space;
	uint32_t nr = plat_lcpu_count();

	if (nr < 2 || nr > NR_MOST ||
	    plat_lcpu_start(PLAT_LCPUS_OTHERS) != (int)nr - 1)
		return 1;
	if (argc > 1) {
		provoke(argv[1]);
		return 1;
	}
	states_are_alike(nr);
	tap_ok(!plat_space_create(&space), "an address space is made");
	states_are_alike(nr);
	tap_ok(!plat_lcpu_stop(PLAT_LCPUS_OTHERS) &&
		   plat_lcpu_start(PLAT_LCPUS_OTHERS) == (int)nr - 1,
	       "all stop and start again");
	states_are_alike(nr);
	return tap_done();
}
