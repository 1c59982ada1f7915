/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/unit/vmem/world.h"

#include <pthread.h>
#include <sys/mman.h>

#include <plat/power.h>

#include "common/vmem/vmem.h"

#define FRAMES_PA   0x100000000ull
#define LARGE_PAGES 512u
#define NR_LARGE    (WORLD_FRAMES / LARGE_PAGES)

struct page {
	uint32_t frame; /* its number + 1; 0: not mapped */
	plat_attr_t attr;
	bool is_large;
};

static struct page pages[2][WORLD_PAGES]; /* the kernel's, the user's */
static bool is_used[WORLD_FRAMES];
static uint32_t nr_used_in[NR_LARGE];
static uint32_t nr_used;
static uint32_t lowest; /* none below is free */
static char *memory;
static uint32_t until_fail, nr_to_fail;
static bool has_failed;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static struct plat_space kernel;
struct plat_space world_user;
static __thread struct plat_space *current;
__thread char world_why[192];

void plat_panic(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	abort();
}

static void need(bool condition, const char *what)
{
	if (condition)
		return;
	fprintf(stderr, "world: %s\n", what);
	abort();
}

void world_reset(void)
{
	size_t size = (size_t)WORLD_FRAMES * PLAT_PAGE_SIZE;

	if (!memory)
		memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
			      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	need(memory != MAP_FAILED, "no memory");
	memset(pages, 0, sizeof(pages));
	memset(is_used, 0, sizeof(is_used));
	memset(nr_used_in, 0, sizeof(nr_used_in));
	memset(&kernel, 0, sizeof(kernel));
	memset(&world_user, 0, sizeof(world_user));
	nr_used = 0;
	lowest = 0;
	current = &kernel;
	world_fail(0, 0);
}

void world_fail(uint32_t nr, uint32_t nr_failed)
{
	until_fail = nr;
	nr_to_fail = nr_failed;
	has_failed = false;
}

bool world_has_failed(void)
{
	return has_failed;
}

static bool fails(void)
{
	if (until_fail) {
		until_fail--;
		return false;
	}
	if (!nr_to_fail)
		return false;
	nr_to_fail--;
	has_failed = true;
	return true;
}

uint32_t world_frames_used(void)
{
	return nr_used;
}

bool world_needs_stacks;

bool plat_vmem_needs_stacks(void)
{
	return world_needs_stacks;
}

void *plat_vmem_frame(plat_pa_t pa)
{
	return memory + (pa.v - FRAMES_PA);
}

static void set_used(uint32_t frame, uint32_t nr, bool used)
{
	for (uint32_t i = frame; i < frame + nr; i++) {
		need(is_used[i] != used, "a frame is given or freed twice");
		is_used[i] = used;
		nr_used_in[i / LARGE_PAGES] += used ? 1u : -1u;
		/* Whoever relies on it finds what nobody wrote. */
		memset(memory + (size_t)i * PLAT_PAGE_SIZE, 0xa5, 64);
	}
	nr_used += used ? nr : -nr;
	if (!used && frame < lowest)
		lowest = frame;
}

static int find_large(uint32_t *frame)
{
	for (uint32_t i = 0; i < NR_LARGE; i++) {
		if (!nr_used_in[i]) {
			*frame = i * LARGE_PAGES;
			return 0;
		}
	}
	return -PLAT_ENOMEM;
}

static int find_small(uint32_t *frame)
{
	if (nr_used == WORLD_FRAMES)
		return -PLAT_ENOMEM;
	while (is_used[lowest])
		lowest++;
	*frame = lowest;
	return 0;
}

/* Nothing is ever in it. */
PLAT_LCPU_DATA struct plat_frame_cache plat_frame_cache;

int plat_frame_alloc_block(unsigned int order, uint64_t limit, plat_pa_t *pa)
{
	uint32_t frame = 0;
	int err = -PLAT_ENOMEM;

	need((order == 0 || order == 9) && limit == PLAT_FRAME_ANY,
	     "no such frames here");
	pthread_mutex_lock(&mutex);
	if (!fails())
		err = order ? find_large(&frame) : find_small(&frame);
	if (!err)
		set_used(frame, 1u << order, true);
	pthread_mutex_unlock(&mutex);
	*pa = plat_pa(FRAMES_PA + (uint64_t)frame * PLAT_PAGE_SIZE);
	return err;
}

int plat_frame_free_block(plat_pa_t pa, unsigned int order)
{
	pthread_mutex_lock(&mutex);
	set_used((uint32_t)((pa.v - FRAMES_PA) >> PLAT_PAGE_SHIFT),
		 1u << order, false);
	pthread_mutex_unlock(&mutex);
	return 0;
}

struct plat_space *plat_kernel_space(void)
{
	return &kernel;
}

struct plat_space *plat_space_current(void)
{
	return current ? current : &kernel;
}

void world_switch(struct plat_space *space)
{
	current = space;
}

static bool is_half(const struct plat_space *space, uint64_t va)
{
	return space == &kernel ? va >> 47 == 0x1ffff : va >> 47 == 0;
}

static uint64_t base_of(const struct plat_space *space)
{
	return space == &kernel ? WORLD_KERNEL : WORLD_USER;
}

static bool has(const struct plat_space *space, uint64_t va, uint64_t size)
{
	return va >= base_of(space) &&
	       va + size <= base_of(space) +
				    (uint64_t)WORLD_PAGES * PLAT_PAGE_SIZE;
}

static struct page *page_at(const struct plat_space *space, uint64_t va)
{
	need(has(space, va, 1), "this world's tables do not go that far");
	return &pages[space != &kernel][(va - base_of(space)) >>
					PLAT_PAGE_SHIFT];
}

bool world_is_mapped(const struct plat_space *space, uint64_t va)
{
	return page_at(space, va)->frame;
}

uint32_t world_pages_mapped(const struct plat_space *space)
{
	uint32_t nr = 0;

	for (uint32_t i = 0; i < WORLD_PAGES; i++)
		nr += pages[space != &kernel][i].frame != 0;
	return nr;
}

/* Whether [va, va + size) takes no large page in part. */
static bool is_whole(const struct plat_space *space, uint64_t va,
		     uint64_t size)
{
	uint64_t end = va + size;

	return (plat_is_aligned(va, PLAT_MIB(2)) ||
		!page_at(space, va)->is_large) &&
	       (plat_is_aligned(end, PLAT_MIB(2)) ||
		!page_at(space, end - 1)->is_large);
}

int plat_map(struct plat_space *space, plat_va_t va, plat_pa_t pa,
	     uint64_t size, plat_attr_t attr, unsigned int how)
{
	uint64_t nr = size >> PLAT_PAGE_SHIFT;
	struct page *page = page_at(space, va.v);
	int err = 0;

	need(how == PLAT_PT_FAIL && has(space, va.v, size), "map: how?");
	need((attr & (PLAT_ATTR_W | PLAT_ATTR_X)) !=
		     (PLAT_ATTR_W | PLAT_ATTR_X), "W^X");
	pthread_mutex_lock(&mutex);
	for (uint64_t i = 0; i < nr && !err; i++)
		err = page[i].frame ? -PLAT_EEXIST : 0;
	if (!err && fails())
		err = -PLAT_ENOMEM;
	for (uint64_t i = 0; i < nr && !err; i++)
		page[i] = (struct page){
			(uint32_t)((pa.v - FRAMES_PA) >> PLAT_PAGE_SHIFT) +
				(uint32_t)i + 1,
			attr, size == PLAT_MIB(2)};
	pthread_mutex_unlock(&mutex);
	return err;
}

int plat_unmap(struct plat_space *space, plat_va_t va, uint64_t size,
	       unsigned int how)
{
	need(how == PLAT_PT_KEEP && has(space, va.v, size), "unmap: how?");
	need(is_whole(space, va.v, size), "unmap: part of a large page");
	pthread_mutex_lock(&mutex);
	memset(page_at(space, va.v), 0,
	       (size >> PLAT_PAGE_SHIFT) * sizeof(struct page));
	pthread_mutex_unlock(&mutex);
	return 0;
}

int plat_protect(struct plat_space *space, plat_va_t va, uint64_t size,
		 plat_attr_t attr, unsigned int how)
{
	struct page *page = page_at(space, va.v);

	need(how == PLAT_PT_KEEP && has(space, va.v, size), "protect: how?");
	need(is_whole(space, va.v, size), "protect: part of a large page");
	pthread_mutex_lock(&mutex);
	for (uint64_t i = 0; i < size >> PLAT_PAGE_SHIFT; i++)
		page[i].attr = attr;
	pthread_mutex_unlock(&mutex);
	return 0;
}

int plat_split(struct plat_space *space, plat_va_t va, uint64_t size,
	       uint64_t page_bytes)
{
	struct page *page =
		page_at(space, plat_align_down(va.v, PLAT_MIB(2)));

	need(size == PLAT_PAGE_SIZE, "split: more than a page");
	if (!page->is_large || page_bytes == PLAT_MIB(2))
		return 0;
	if (fails())
		return -PLAT_ENOMEM;
	for (unsigned int i = 0; i < LARGE_PAGES; i++)
		page[i].is_large = false;
	return 0;
}

static void report(const struct plat_space *space, uint64_t va,
		   struct plat_pt_mapping *out)
{
	const struct page *page = page_at(space, va);

	*out = (struct plat_pt_mapping){
		.va = plat_va(va),
		.pa = plat_pa(FRAMES_PA +
			      (uint64_t)(page->frame - 1) * PLAT_PAGE_SIZE),
		.size = page->is_large ? PLAT_MIB(2) : PLAT_PAGE_SIZE,
		.attr = page->attr,
		.level = page->is_large,
	};
}

int plat_query(struct plat_space *space, plat_va_t va,
	       struct plat_pt_mapping *out)
{
	int err = -PLAT_ENOENT;

	if (!is_half(space, va.v))
		return -PLAT_EINVAL;
	if (!has(space, va.v, 1))
		return err;
	pthread_mutex_lock(&mutex);
	if (page_at(space, va.v)->frame) {
		report(space, plat_align_down(va.v, PLAT_PAGE_SIZE), out);
		err = 0;
	}
	pthread_mutex_unlock(&mutex);
	return err;
}

int plat_scan(struct plat_space *space, plat_va_t va, uint64_t size,
	      unsigned int clear,
	      int (*visit)(void *arg, const struct plat_pt_mapping *page),
	      void *arg)
{
	uint64_t end = va.v + size;
	struct plat_pt_mapping out;
	int err = 0;

	need(!clear && has(space, va.v, size), "scan: where?");
	pthread_mutex_lock(&mutex);
	while (va.v < end && !err) {
		out.size = PLAT_PAGE_SIZE;
		if (page_at(space, va.v)->frame) {
			report(space, va.v, &out);
			err = visit(arg, &out);
		}
		va.v += out.size;
	}
	pthread_mutex_unlock(&mutex);
	return err;
}

/* Whether this access is possible; where it goes. */
static bool is_there(const struct plat_space *space, uint64_t va,
		     plat_attr_t access, bool *is_present, char **at)
{
	const struct page *page;

	*is_present = false;
	if (!has(space, va, 1))
		return false;
	pthread_mutex_lock(&mutex);
	page = page_at(space, va);
	*is_present = page->frame;
	if (*is_present)
		*at = memory + (size_t)(page->frame - 1) * PLAT_PAGE_SIZE +
		      (va & PLAT_PAGE_MASK);
	access &= ~page->attr;
	pthread_mutex_unlock(&mutex);
	return *is_present && !access;
}

void *world_access(uint64_t va, plat_attr_t access, bool irqs_on)
{
	struct plat_fault fault = {
		.va = plat_va(va),
		.access = access,
		.irqs_on = irqs_on,
	};
	struct plat_space *space =
		va >> 63 ? plat_kernel_space() : plat_space_current();
	char *at = NULL;

	while (!is_there(space, va, access, &fault.is_present, &at)) {
		world_why[0] = '\0';
		if (plat_vmem_fault(&fault, world_why, sizeof(world_why)))
			return NULL;
	}
	return at;
}
