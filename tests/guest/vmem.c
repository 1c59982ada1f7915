/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory that comes when it is touched, guards that are none, a stack that
 * runs into its neighbour: what goes wrong here goes wrong somewhere else. On
 * the real tables and faults of the machine; the model tests of all else are on
 * the host.
 */
#include "tests/guest/tap.h"

#include <plat/arch/cpu.h>
#include <plat/arch/mmu.h>
#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/frontend.h>
#include <plat/layout.h>
#include <plat/paging.h>
#include <plat/string.h>
#include <plat/vmem.h>

#include "stack-isa.h"

#define PAGE PLAT_PAGE_SIZE

static uint64_t nr_free(void)
{
	struct plat_frame_stats stats;

	plat_frame_stats(&stats);
	return stats.nr_free;
}

/* A frame that a table of the image's lay in, and that is given back, is one
 * more than there was: it is no other's loss. */
static uint64_t nr_used(void)
{
	struct plat_frame_stats stats;

	plat_frame_stats(&stats);
	return stats.nr_total - stats.nr_free;
}

static uint64_t alloc_in(struct plat_vmem *vmem, uint64_t nr_pages,
			 plat_attr_t attr, unsigned int how)
{
	plat_va_t va = {0};

	return plat_vmem_alloc(vmem, &va, nr_pages * PAGE, 0, attr, how)
		       ? 0
		       : va.v;
}

static uint64_t alloc(uint64_t nr_pages, plat_attr_t attr, unsigned int how)
{
	return alloc_in(plat_kernel_vmem(), nr_pages, attr, how);
}

static bool give_back(uint64_t va, uint64_t nr_pages)
{
	return !plat_vmem_free(plat_kernel_vmem(), plat_va(va),
			       nr_pages * PAGE);
}

static volatile uint64_t *word_at(uint64_t va)
{
	return plat_va_ptr(plat_va(va));
}

static uint64_t nr_present(uint64_t va)
{
	struct plat_vmem_info info;

	return plat_vmem_query(plat_kernel_vmem(), plat_va(va), &info)
		       ? UINT64_MAX
		       : info.nr_pages_present;
}

static bool is_zero(uint64_t va)
{
	bool is = true;

	for (unsigned int i = 0; i < PAGE / 8; i++)
		is &= word_at(va)[i] == 0;
	return is;
}

/* Where boot has not mapped anything, every other page. */
static bool touch_pages(uint64_t va, uint64_t nr)
{
	bool is_right = true;

	for (uint64_t i = 0; i < nr; i += 2)
		*word_at(va + i * PAGE) = i + 1;
	for (uint64_t i = 0; i < nr; i++)
		is_right &= *word_at(va + i * PAGE) == (i % 2 ? 0 : i + 1);
	return is_right;
}

static void test_demand(void)
{
	const uint64_t nr = 64;
	uint64_t va = alloc(nr, PLAT_ATTR_RW, 0);

	tap_ok(va && nr_present(va) == 0, "nothing is there at first");
	tap_ok(va && is_zero(va + 3 * PAGE), "what comes is zeroes");
	tap_ok(nr_present(va) == 1, "one page has come");
	*word_at(va + 3 * PAGE) = 0;
	tap_ok(touch_pages(va, nr), "memory keeps what is written to it");
	tap_ok(nr_present(va) == nr, "all pages have come");
	tap_ok(give_back(va, nr) && nr_present(va) == UINT64_MAX, "and go");
}

static void test_accounts(void)
{
	const uint64_t nr = 64;
	uint64_t before = 0;
	bool is_right = true;

	/* In the first round tables may be made that stay. */
	for (int round = 0; round < 3 && is_right; round++) {
		uint64_t va = alloc(nr, PLAT_ATTR_RW, 0);

		is_right = va && touch_pages(va, nr) && give_back(va, nr) &&
			   (round == 0 || nr_used() == before);
		before = nr_used();
	}
	tap_ok(is_right, "all frames come back");
}

static void test_populate(void)
{
	uint64_t va = alloc(16, PLAT_ATTR_RW, PLAT_VMEM_POPULATE);
	plat_irq_state_t state;

	tap_ok(va && nr_present(va) == 16, "populated memory is there");
	state = plat_irq_save();
	*word_at(va + 5 * PAGE) = 5;
	plat_irq_restore(state);
	tap_ok(give_back(va + 4 * PAGE, 4) && nr_present(va) == 4 &&
		       nr_present(va + 8 * PAGE) == 8,
	       "a part goes while it is there");
	tap_ok(give_back(va, 4) && give_back(va + 8 * PAGE, 8), "so does all");
}

/* Of the largest page that a range of such can have. */
static uint64_t large_size(void)
{
	return plat_mmu_geometry()->leaf_levels > 1 ? PLAT_MIB(2) : PAGE;
}

static void test_large(void)
{
	uint64_t va = alloc(1024, PLAT_ATTR_RW, PLAT_VMEM_2M);
	struct plat_pt_mapping page;
	bool is_large;

	*word_at(va + 700 * PAGE) = 700;
	is_large = !plat_query(plat_kernel_space(), plat_va(va + 700 * PAGE),
			       &page) &&
		   page.size == large_size();
	tap_ok(is_large && nr_present(va) == 512, "a page of 2 MiB comes");
	tap_ok(!plat_vmem_protect(plat_kernel_vmem(), plat_va(va + 701 * PAGE),
				  PAGE, PLAT_ATTR_R) &&
		       *word_at(va + 700 * PAGE) == 700 &&
		       *word_at(va + 701 * PAGE) == 0,
	       "and is torn apart");
	*word_at(va + 702 * PAGE) = 702;
	tap_ok(give_back(va, 1024), "and goes");
}

/* More than there is: nothing is lost, and the guest lives. */
static void test_exhaustion(void)
{
	uint64_t before, nr;
	plat_va_t va;

	give_back(alloc(1, PLAT_ATTR_RW, PLAT_VMEM_POPULATE), 1);
	before = nr_free();
	nr = before + 1;
	tap_ok(plat_vmem_alloc(plat_kernel_vmem(), &va, nr * PAGE, 0,
			       PLAT_ATTR_RW, PLAT_VMEM_POPULATE) ==
		       -PLAT_ENOMEM,
	       "more than there is cannot be had");
	/* Tables of level 0, and the few above them, may stay. */
	tap_ok(nr_free() <= before && before - nr_free() <= nr / 256 + 8,
	       "nothing is lost by that");
	nr = alloc(1, PLAT_ATTR_RW, PLAT_VMEM_POPULATE);
	tap_ok(nr && is_zero(nr) && give_back(nr, 1), "some is left");
}

static uint64_t depth_reached;

/* Half a page a call. */
static void descend(void)
{
	volatile char room[PAGE / 2];
	uint64_t at = depth_reached * 64;

	room[at] = (char)depth_reached;
	if (++depth_reached < 16)
		descend();
	room[at + 1] = room[at];
}

static void test_stack(void)
{
	plat_va_t top, other;
	bool made = !plat_vmem_stack(plat_kernel_vmem(), 16 * PAGE, 0, 0,
				     &top) &&
		    !plat_vmem_stack(plat_kernel_vmem(), 16 * PAGE, 0,
				     PLAT_VMEM_POPULATE, &other);

	tap_ok(made && nr_present(top.v - 1) ==
			       (plat_frontend()->needs_stacks ? 16 : 1) &&
		       nr_present(other.v - 1) == 16,
	       "of a stack the topmost page is there, or all");
	call_on_stack(descend, plat_va_ptr(top));
	tap_ok(depth_reached == 16 && nr_present(top.v - 1) >= 8,
	       "it grows as it is used");
	tap_ok(give_back(top.v - 16 * PAGE, 16) &&
		       give_back(other.v - 16 * PAGE, 16),
	       "and goes");
}

static plat_pa_t handlers_frame;
static volatile double handlers_number = 1.0;
static unsigned int nr_handled;

/* Uses floating point, as a guest's code may. */
static int map_own_frame(void *arg, const struct plat_fault *fault)
{
	for (unsigned int i = 0; i < 8; i++)
		handlers_number = handlers_number * 1.5 + i;
	nr_handled++;
	return plat_map(arg,
			plat_va(plat_align_down(fault->va.v, PAGE)),
			handlers_frame, PAGE, PLAT_ATTR_RW, PLAT_PT_FAIL);
}

static void test_handler(void)
{
	plat_va_t va;
	bool is_kept;

	if (plat_frame_alloc(0, PLAT_FRAME_ANY, &handlers_frame) ||
	    plat_vmem_reserve(plat_kernel_vmem(), &va, 4 * PAGE, 0, 0) ||
	    plat_vmem_set_handler(plat_kernel_vmem(), va, map_own_frame,
				  plat_kernel_space())) {
		tap_ok(false, "a range is reserved and has a handler");
		return;
	}
	is_kept = write_keeps_fp(word_at(va.v + 2 * PAGE), 77);
	tap_ok(nr_handled == 1 &&
		       *(uint64_t *)plat_direct_map(handlers_frame) == 77,
	       "a handler serves the range that has it");
	tap_ok(is_kept, "and keeps the registers of floating point");
	tap_ok(give_back(va.v, 4) && !plat_frame_free(handlers_frame, 0),
	       "its frame stays its own");
}

static struct plat_fault served;
static unsigned int nr_served;
static uint64_t served_va;

/* Of the guest's own, for all that is nobody's. */
static int serve(const struct plat_fault *fault, char *why, size_t size)
{
	(void)why;
	(void)size;
	if (!served_va || fault->va.v != served_va)
		return -PLAT_ENOENT;
	served = *fault;
	nr_served++;
	return plat_map(plat_kernel_space(), fault->va, handlers_frame, PAGE,
			PLAT_ATTR_RW, PLAT_PT_FAIL);
}

PLAT_FAULT_SERVER(guest, of_the_test, serve);

static void write_served(void)
{
	*word_at(served_va) = 78;
}

/* With interrupts off, and in their handlers, too: this one says that it
 * can. */
static void test_server(void)
{
	plat_irq_state_t state;

	if (plat_frame_alloc(0, PLAT_FRAME_ANY, &handlers_frame))
		return;
	served_va = PLAT_FOREIGN_BASE;
	state = plat_irq_save();
	call_as_handler(write_served);
	plat_irq_restore(state);
	tap_ok(nr_served == 1 && served.access == PLAT_ATTR_W &&
		       !served.is_present && !served.irqs_on &&
		       !served.is_user,
	       "a server of the guest's is told what happened");
	tap_ok(*(uint64_t *)plat_direct_map(handlers_frame) == 78,
	       "and serves it");
	tap_ok(!plat_unmap(plat_kernel_space(), plat_va(served_va), PAGE,
			   PLAT_PT_FAIL) &&
		       !plat_frame_free(handlers_frame, 0),
	       "and is done");
}

static void test_spaces(void)
{
	static struct plat_space spaces[2];
	static struct plat_vmem vmems[2];
	const uint64_t base = PLAT_GIB(1);
	plat_va_t va = {base};
	bool is_right = true;

	for (int i = 0; i < 2; i++) {
		is_right &= !plat_space_create(&spaces[i]) &&
			    !plat_vmem_init(&vmems[i], &spaces[i],
					    plat_va(base), PLAT_MIB(64)) &&
			    !plat_vmem_alloc(&vmems[i], &va, 4 * PAGE, 0,
					     PLAT_ATTR_RW, PLAT_VMEM_FIXED);
	}
	tap_ok(is_right, "spaces have ranges at the same addresses");
	for (uint64_t i = 0; i < 2 && is_right; i++) {
		plat_space_switch(&spaces[i]);
		*word_at(base) = i + 1;
	}
	for (uint64_t i = 0; i < 2 && is_right; i++) {
		plat_space_switch(&spaces[i]);
		is_right &= *word_at(base) == i + 1 &&
			    *word_at(base + PAGE) == 0;
	}
	tap_ok(is_right, "and memory of their own behind them");
	plat_space_switch(plat_kernel_space());
	for (int i = 0; i < 2; i++) {
		plat_vmem_destroy(&vmems[i]);
		is_right &= !plat_space_destroy(&spaces[i]);
	}
	tap_ok(is_right, "and go");
}

/* Random calls against a model of each page. */
#define MODEL_PAGES 256u
#define MODEL_OPS   100000u

static struct {
	plat_attr_t attr; /* 0: free */
	uint64_t value;
} model[MODEL_PAGES];
static uint64_t model_base;
static uint64_t seed = 88172645463325252ull;

static uint32_t below(uint32_t limit)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)(seed >> 32) % limit;
}

static bool are(bool taken, uint32_t from, uint32_t to)
{
	while (from < to && (model[from].attr != 0) == taken)
		from++;
	return from == to;
}

static bool model_alloc(struct plat_vmem *vmem, uint32_t from, uint32_t to)
{
	plat_va_t va = {model_base + from * PAGE};
	int err = plat_vmem_alloc(vmem, &va, (to - from) * PAGE, 0,
				  PLAT_ATTR_RW,
				  PLAT_VMEM_FIXED |
					  (below(8) ? 0 : PLAT_VMEM_POPULATE));

	if (!are(false, from, to))
		return err == -PLAT_EEXIST;
	for (; from < to; from++) {
		model[from].attr = PLAT_ATTR_RW;
		model[from].value = 0;
	}
	return !err;
}

static bool model_free(struct plat_vmem *vmem, uint32_t from, uint32_t to)
{
	int err = plat_vmem_free(vmem, plat_va(model_base + from * PAGE),
				 (to - from) * PAGE);

	if (!are(true, from, to))
		return err == -PLAT_ENOENT;
	for (; from < to; from++)
		model[from].attr = 0;
	return !err;
}

static bool model_protect(struct plat_vmem *vmem, uint32_t from, uint32_t to)
{
	plat_attr_t attr = below(2) ? PLAT_ATTR_R : PLAT_ATTR_RW;
	int err = plat_vmem_protect(vmem, plat_va(model_base + from * PAGE),
				    (to - from) * PAGE, attr);

	if (!are(true, from, to))
		return err == -PLAT_ENOENT;
	for (; from < to; from++)
		model[from].attr = attr;
	return !err;
}

static bool model_access(uint32_t page)
{
	volatile uint64_t *p = word_at(model_base + page * PAGE);
	bool is_right = true;

	if (model[page].attr)
		is_right = *p == model[page].value;
	if (model[page].attr & PLAT_ATTR_W)
		*p = model[page].value = seed;
	return is_right;
}

static bool model_step(struct plat_vmem *vmem)
{
	uint32_t from = below(MODEL_PAGES);
	uint32_t to = from + 1 + below(8);

	to = to < MODEL_PAGES ? to : MODEL_PAGES;
	switch (below(8)) {
	case 0:
	case 1:
		return model_alloc(vmem, from, to);
	case 2:
		return model_free(vmem, from, to);
	case 3:
		return model_protect(vmem, from, to);
	default:
		return model_access(from);
	}
}

static void test_model(void)
{
	static struct plat_vmem vmem;
	static struct plat_space space;
	uint32_t nr = 0;

	model_base = PLAT_GIB(4);
	if (plat_space_create(&space) ||
	    plat_vmem_init(&vmem, &space, plat_va(model_base),
			   MODEL_PAGES * PAGE)) {
		tap_ok(false, "a space for the model");
		return;
	}
	plat_space_switch(&space);
	while (nr < MODEL_OPS && model_step(&vmem))
		nr++;
	tap_ok(nr == MODEL_OPS, "%u random calls (%u)", MODEL_OPS, nr);
	plat_space_switch(plat_kernel_space());
	plat_vmem_destroy(&vmem);
	tap_ok(!plat_space_destroy(&space), "and an end of them");
}

static volatile uint64_t nothing; /* that the compiler does not know */

static void touch(uint64_t va)
{
	plat_printf("touching 0x%lx\n", va);
	*word_at(va) = 1;
	plat_printf("still alive\n");
}

static void die_freed(void)
{
	uint64_t va = alloc(1, PLAT_ATTR_RW, PLAT_VMEM_POPULATE);

	*word_at(va) = 1;
	(void)give_back(va, 1);
	touch(va);
}

static void die_guard(void)
{
	uint64_t va = alloc(3, PLAT_ATTR_RW, PLAT_VMEM_POPULATE);

	if (!plat_vmem_protect(plat_kernel_vmem(), plat_va(va + PAGE), PAGE, 0))
		touch(va + PAGE);
}

static void die_read_only(void)
{
	touch(alloc(1, PLAT_ATTR_R, PLAT_VMEM_POPULATE));
}

static void die_execute(void)
{
	uint64_t va = alloc(1, PLAT_ATTR_RW, PLAT_VMEM_POPULATE);
	void (*f)(void) = (void (*)(void))plat_va_ptr(plat_va(va));

	f();
}

static void die_irqs_off(void)
{
	uint64_t va = alloc(1, PLAT_ATTR_RW, 0);

	plat_irq_disable();
	touch(va);
}

static void die_out_of_memory(void)
{
	uint64_t nr = nr_free() + 1;
	uint64_t va = alloc(nr, PLAT_ATTR_RW, 0);

	for (uint64_t i = 0; i < nr; i++)
		*word_at(va + i * PAGE) = i;
}

static void overflow(void)
{
	volatile char room[512];

	room[0] = 1;
	if (room[0])
		overflow();
	room[1] = room[0];
}

static void die_stack(void)
{
	plat_va_t top;

	if (!plat_vmem_stack(plat_kernel_vmem(), 4 * PAGE, 0, 0, &top))
		call_on_stack(overflow, plat_va_ptr(top));
}

static int fault_again(void *arg, const struct plat_fault *fault)
{
	(void)arg;
	(void)fault;
	*word_at(nothing) = 1;
	return 0;
}

static void die_handler(void)
{
	plat_va_t va;

	if (!plat_vmem_reserve(plat_kernel_vmem(), &va, PAGE, 0, 0) &&
	    !plat_vmem_set_handler(plat_kernel_vmem(), va, fault_again, NULL))
		touch(va.v);
}

static void die_text(void)
{
	touch((uintptr_t)die_handler & ~7ull);
}

static void die_null(void)
{
	touch(nothing);
}

static void die_main_stack(void)
{
	overflow();
}

static const struct {
	const char *name;
	void (*die)(void);
} ends[] = {
	{"freed", die_freed},
	{"guard", die_guard},
	{"read-only", die_read_only},
	{"execute", die_execute},
	{"irqs-off", die_irqs_off},
	{"out-of-memory", die_out_of_memory},
	{"stack", die_stack},
	{"handler", die_handler},
	{"text", die_text},
	{"null", die_null},
	{"main-stack", die_main_stack},
};

int main(int argc, char **argv)
{
	/* So that ranges are in the link, and known. */
	give_back(alloc(1, PLAT_ATTR_RW, 0), 1);
	for (unsigned int i = 0; argc > 1 && i < PLAT_ARRAY_SIZE(ends); i++) {
		if (!strcmp(argv[1], ends[i].name))
			ends[i].die();
	}
	test_demand();
	test_accounts();
	test_populate();
	test_large();
	test_exhaustion();
	test_stack();
	test_handler();
	test_server();
	test_spaces();
	test_model();
	return tap_done();
}
