/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A paravirtual domain: its frames have other numbers for it than for Xen, its
 * tables are checked by Xen, and Xen calls it where it said.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <xenctrl.h>
#include <xenforeignmemory.h>

#include "tests/xen/xlook/isa.h"
#include "tests/xen/xlook/pv.h"

#define MOST_FRAMES (1u << 20)
#define MOST_TABLES 4096u
/* Where its memory begins: PLAT_XEN_PV_BASE. */
#define FIRST_PA (UINT64_C(1) << 20)

#define NR_WORDS    (PAGE_SIZE / sizeof(uint64_t))

/* Of Xen's list: 2 MiB of it each. XENMEM_machphys_mfn_list. */
#define MOST_EXTENTS  64u
#define EXTENT_FRAMES 512u

/* libxenctrl has it, libxen-dev no declaration: the frames' types come in
 * their place. */
int xc_get_pfn_type_batch(xc_interface *xch, uint32_t domid, unsigned int nr,
			  xen_pfn_t *frames);

static xc_interface *xen;
static xenforeignmemory_handle *memory;
static uint32_t domid;

static uint64_t *list; /* the guest's: Xen's number of each frame */
static uint64_t nr_listed;

static xen_pfn_t extents[MOST_EXTENTS];
static const uint64_t *xens[MOST_EXTENTS * EXTENT_FRAMES];

/* The number that the domain has for Xen's @frame; UINT64_MAX: Xen knows none. */
static uint64_t number_of(uint64_t frame)
{
	uint64_t page = frame / NR_WORDS;
	xen_pfn_t at;
	int err = 0;

	if (page >= MOST_EXTENTS * EXTENT_FRAMES)
		return UINT64_MAX;
	at = extents[page / EXTENT_FRAMES];
	if (!xens[page] && at) {
		at += page % EXTENT_FRAMES;
		xens[page] = xenforeignmemory_map(memory, DOMID_XEN, PROT_READ,
						  1, &at, &err);
	}
	return xens[page] && !err ? xens[page][frame % NR_WORDS] : UINT64_MAX;
}

static void read_list(const struct arch_shared_info *arch)
{
	struct vcpu as = {.roots = {arch->p2m_cr3, arch->p2m_cr3},
			  .nr_levels = 4};
	size_t size = arch->max_pfn * sizeof(*list);

	if (!arch->p2m_cr3 || arch->max_pfn > MOST_FRAMES)
		return;
	list = malloc(size);
	if (list && tables_read(&as, arch->p2m_vaddr, list, size) == size)
		nr_listed = arch->max_pfn;
}

/* libxenctrl wants to be asked for as many as there are. */
static bool read_extents(void)
{
	unsigned long frames;
	uint64_t nr;

	if (xc_maximum_ram_page(xen, &frames))
		return false;
	nr = (frames / NR_WORDS + EXTENT_FRAMES - 1) / EXTENT_FRAMES;
	return nr <= MOST_EXTENTS &&
	       xc_machphys_mfn_list(xen, nr, extents) == 0;
}

void pv_open(xc_interface *handle, uint32_t number, const struct domain *domain)
{
	uint64_t frame[NR_WORDS];
	const shared_info_t *shared = (const void *)frame;

	xen = handle;
	domid = number;
	memory = xenforeignmemory_open(NULL, 0);
	if (memory && read_extents() &&
	    domain_frame(domain->shared_info, frame))
		read_list(&shared->arch);
}

/* Frames that are not the domain's memory have what it calls them. */
static uint64_t frame_said(uint64_t number)
{
	const char *line = NULL;
	uint64_t pa, frame;

	while ((line = said_next(line, "look: frame ")))
		if (sscanf(line, "%" SCNx64 " %" SCNx64, &pa, &frame) == 2 &&
		    pa >> PAGE_SHIFT == number)
			return frame;
	return UINT64_MAX >> PAGE_SHIFT;
}

uint64_t pv_machine(uint64_t pa)
{
	uint64_t number = (pa - FIRST_PA) >> PAGE_SHIFT;
	uint64_t frame = number < nr_listed ? list[number]
					    : frame_said(pa >> PAGE_SHIFT);

	return frame << PAGE_SHIFT | (pa & PAGE_MASK);
}

uint64_t pv_guests(uint64_t machine)
{
	return FIRST_PA + (number_of(machine >> PAGE_SHIFT) << PAGE_SHIFT |
			   (machine & PAGE_MASK));
}

/* --- What is looked at ---------------------------------------------------- */

static void look_at_list(const struct domain *domain)
{
	uint64_t nr = 0, nr_wrong = 0;

	for (uint64_t i = 0; i < nr_listed; i++) {
		if (list[i] == UINT64_MAX)
			continue;
		nr++;
		nr_wrong += number_of(list[i]) != i;
	}
	result(nr == domain->nr_pages, "its list has %" PRIu64 " frames", nr);
	printf("# Xen has %" PRIu64 "\n", domain->nr_pages);
	result(nr && nr_wrong == 0, "and Xen's the same");
}

static struct {
	xen_pfn_t frames[MOST_TABLES];
	unsigned int levels[MOST_TABLES];
	unsigned int nr;
	unsigned long nr_writable;
} tables;

static void take_table(uint64_t frame, unsigned int level, void *arg)
{
	(void)arg;
	if (tables.nr < MOST_TABLES) {
		tables.frames[tables.nr] = frame;
		tables.levels[tables.nr] = level;
	}
	tables.nr++;
}

static void judge_page(const struct page *page, void *arg)
{
	(void)arg;
	for (unsigned int i = 0; page->can & CAN_WRITE && i < tables.nr; i++)
		tables.nr_writable +=
		    tables.frames[i] == page->pa >> PAGE_SHIFT;
}

static bool is_pinned(uint64_t root)
{
	xen_pfn_t frame = root >> PAGE_SHIFT;

	return xc_get_pfn_type_batch(xen, domid, 1, &frame) == 0 &&
	       (frame & XEN_DOMCTL_PFINFO_LTAB_MASK) ==
		   (XEN_DOMCTL_PFINFO_L4TAB | XEN_DOMCTL_PFINFO_LPINTAB);
}

static void look_at_tables(const struct vcpu *vcpu)
{
	unsigned int nr_wrong = 0;
	int err;

	tables_walk_tables(vcpu, take_table, NULL);
	if (tables.nr == 0 || tables.nr > MOST_TABLES) {
		result(false, "%u tables", tables.nr);
		return;
	}
	(void)tables_walk(vcpu, judge_page, NULL);
	result(tables.nr_writable == 0, "none of %u tables can be written",
	       tables.nr);
	err = xc_get_pfn_type_batch(xen, domid, tables.nr, tables.frames);
	for (unsigned int i = 0; i < tables.nr; i++)
		nr_wrong += (tables.frames[i] &
			     XEN_DOMCTL_PFINFO_LTABTYPE_MASK) !=
			    (xen_pfn_t)tables.levels[i]
				<< XEN_DOMCTL_PFINFO_LTAB_SHIFT;
	result(!err && nr_wrong == 0, "Xen has each as one of its level");
	result(is_pinned(vcpu->roots[0]), "and the uppermost is pinned");
}

static bool is_code(const struct vcpu *vcpu, uint64_t va)
{
	struct page page;

	return tables_find(vcpu, va, &page) && page.can & CAN_EXECUTE &&
	       !(page.can & CAN_WRITE);
}

static unsigned int nr_stray_traps(const struct vcpu *vcpu,
				   const vcpu_guest_context_x86_64_t *c)
{
	unsigned int nr = 0, nr_wrong = 0;

	for (unsigned int i = 0; i < 256; i++) {
		if (!c->trap_ctxt[i].address)
			continue;
		nr++;
		nr_wrong += !is_code(vcpu, c->trap_ctxt[i].address);
	}
	return nr ? nr_wrong : 1;
}

static void look_at_context(uint32_t number)
{
	vcpu_guest_context_any_t context;
	const vcpu_guest_context_x86_64_t *c = &context.x64;
	struct vcpu vcpu;

	if (!domain_vcpu(number, &vcpu) ||
	    xc_vcpu_getcontext(xen, domid, number, &context))
		return;
	result(is_code(&vcpu, c->event_callback_eip) &&
		   is_code(&vcpu, c->failsafe_callback_eip),
	       "vCPU %u's callbacks are code", number);
	result(nr_stray_traps(&vcpu, c) == 0, "so are its traps");
}

void pv_look(const struct domain *domain)
{
	struct vcpu vcpu;

	look_at_list(domain);
	for (uint32_t i = 0; i < domain->nr_vcpus; i++) {
		if (domain_vcpu(i, &vcpu)) {
			look_at_tables(&vcpu);
			break;
		}
	}
	for (uint32_t i = 0; i < domain->nr_vcpus; i++)
		look_at_context(i);
}
