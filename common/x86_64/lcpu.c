/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: other lcpus: started by INIT and SIPI, signalled through the local
 * APIC, set up as lcpu 0 was found to be. Intel SDM 3A 8.4, 11.4.4, 11.6.1.
 */
#include "common/x86_64/lcpu.h"

#include <plat/arch/cpu.h>
#include <plat/arch/mmu.h>
#include <plat/errno.h>
#include <plat/frontend.h>
#include <plat/frame.h>
#include <plat/irq.h>
#include <plat/layout.h>
#include <plat/log.h>
#include <plat/string.h>
#include <plat/time.h>

#include "common/lcpu/lcpu.h"
#include "common/paging/kernel.h"
#include "common/x86_64/apic.h"
#include "common/x86_64/clocks.h"
#include "common/x86_64/cpu.h"
#include "common/x86_64/irq.h"
#include "common/x86_64/mtrr.h"

#define LEAF_FEATURES 0x1u
#define LEAF_TOPOLOGY 0xbu

#define MSR_EFER 0xc0000080u
#define EFER_LMA ((uint64_t)1 << 10)
#define MXCSR_DEFAULT 0x1f80u

#define ICR_INIT    0x4500u /* INIT, assert */
#define ICR_STARTUP 0x4600u /* SIPI, assert; the page's number */
#define ICR_FIXED   0x4000u
#define ICR_NMI     0x4400u /* a vector does not count */

/* Of long ago: a CPU that needs some time between INIT and SIPI, and perhaps
 * a second SIPI. SDM 8.4.4.1. */
#define INIT_DELAY_NS 10000000u
#define SIPI_DELAY_NS 200000u

/* CPUID.1:EAX. */
#define FAMILY(eax) (((eax) >> 8 & 0xf) + \
		     (((eax) >> 8 & 0xf) == 0xf ? (eax) >> 20 & 0xff : 0))
#define VENDOR_INTEL_EBX 0x756e6547u
#define FAMILY_PENTIUM_4 0xfu

#define SEL_CODE64 0x08
#define SEL_TSS    0x18
#define TSS_INDEX  (SEL_TSS / 8)
#define GDT_WORDS  6u
#define NR_IST     3u

uint32_t plat_x86_id_leaf;
plat_pa_t plat_x86_lcpu_root;

static bool is_patient;
static unsigned int vector;

/* tables.S */
extern const uint64_t plat_gdt[GDT_WORDS];

/* SDM figure 8-11; the IST's first three are interrupts, faults, critical. */
struct tss {
	uint32_t reserved;
	uint64_t rsp[4];
	uint64_t ist[7];
	uint64_t reserved_2;
	uint16_t reserved_3, io_map;
} PLAT_PACKED;

_Static_assert(sizeof(struct tss) == 104, "SDM figure 8-11");

extern const struct tss plat_tss;

/* lcpu 0 has the image's. */
static PLAT_LCPU_DATA struct {
	uint64_t gdt[GDT_WORDS];
	struct tss tss;
} tables;

/* The page below 1 MiB, and the tables that map it where it is. */
static struct {
	plat_pa_t page;
	struct plat_pt pt;
} trampoline;

static int table_alloc(void *ctx, plat_pa_t *table)
{
	(void)ctx;
	return plat_frame_alloc(0, PLAT_FRAME_DMA32, table);
}

static void free_frame(plat_pa_t pa)
{
	if (plat_frame_free(pa, 0))
		plat_err("the frame %#lx of the trampoline was free", pa.v);
}

static void table_free(void *ctx, plat_pa_t table)
{
	(void)ctx;
	free_frame(table);
}

static const struct plat_pt_ops trampoline_pt_ops = {
	.table_alloc = table_alloc,
	.table_free = table_free,
};

/* The upper half of the trampoline's root, which is as the kernel's. */
static uint64_t *upper_half(plat_pa_t root)
{
	return (uint64_t *)plat_direct_map(root) + PLAT_PT_ENTRIES / 2;
}

#define UPPER_HALF_BYTES (PLAT_PT_ENTRIES / 2 * sizeof(uint64_t))

static int make_tables(void)
{
	struct plat_pt *pt = &trampoline.pt;
	plat_pa_t page = trampoline.page;
	int err = plat_pt_init(pt, plat_mmu_geometry(), &trampoline_pt_ops,
			       NULL, PLAT_DIRECT_MAP_BASE);

	if (err)
		return err;
	err = plat_pt_map(pt, plat_va(page.v), page, PLAT_PAGE_SIZE,
			  PLAT_ATTR_RX, PLAT_PT_FAIL);
	if (err) {
		plat_pt_destroy(pt);
		return err;
	}
	memcpy(upper_half(pt->root), upper_half(plat_x86_lcpu_root),
	       UPPER_HALF_BYTES);
	return 0;
}

/* What is lcpu 0's at this moment. Process-context identifiers go on in long
 * mode only: they follow. */
static void fill_page(void)
{
	const struct plat_x86_trampoline_places *at =
	    &plat_x86_trampoline_places;
	char *page = plat_direct_map(trampoline.page);
	uint32_t pa = (uint32_t)trampoline.page.v;
	uint32_t gdt;
	struct plat_x86_trampoline_parameters parameters = {
		.root = (uint32_t)trampoline.pt.root.v,
		.cr0 = (uint32_t)plat_x86_read_cr0(),
		.cr4 = (uint32_t)(plat_x86_read_cr4() & ~X86_CR4_PCIDE),
		.efer = (uint32_t)(plat_x86_rdmsr(MSR_EFER) & ~EFER_LMA),
		.far_jump = {pa + at->long_mode, SEL_CODE64},
	};

	memcpy(page, plat_x86_trampoline, at->size);
	memcpy(page + at->parameters, &parameters, sizeof(parameters));
	memcpy(&gdt, page + at->gdt_address, sizeof(gdt));
	gdt += pa;
	memcpy(page + at->gdt_address, &gdt, sizeof(gdt));
}

static int begin(uint32_t nr)
{
	int err = plat_frame_alloc(0, PLAT_FRAME_REAL, &trampoline.page);

	(void)nr;
	if (err) {
		plat_warn("no page below 1 MiB for other lcpus to begin in");
		return err;
	}
	plat_x86_lcpu_root = plat_kernel_pt()->root;
	plat_mmu_tell_others = plat_lcpu_flush;
	err = make_tables();
	if (err) {
		free_frame(trampoline.page);
		return err;
	}
	fill_page();
	return 0;
}

/* The page remains as long as somebody may come to it. */
static void end(bool all_came)
{
	plat_x86_mtrr_report();
	if (!all_came)
		return;
	memset(upper_half(trampoline.pt.root), 0, UPPER_HALF_BYTES);
	plat_pt_destroy(&trampoline.pt);
	free_frame(trampoline.page);
}

static int init_sipi(const struct plat_lcpu_id *id,
		     const struct plat_lcpu_start *start)
{
	uint64_t to = plat_x86_apic_icr((uint32_t)id->hw_id, 0);
	uint64_t sipi = to | ICR_STARTUP | trampoline.page.v >> 12;

	(void)start;
	if (plat_unlikely(id->hw_id > plat_x86_apic_highest_id()))
		return -PLAT_ENOTSUP;
	plat_x86_apic_send(to | ICR_INIT);
	if (plat_unlikely(is_patient))
		plat_time_delay_ns(INIT_DELAY_NS);
	plat_x86_apic_send(sipi);
	if (plat_unlikely(is_patient)) {
		plat_time_delay_ns(SIPI_DELAY_NS);
		plat_x86_apic_send(sipi);
	}
	return 0;
}

static void load_tables(uintptr_t shift)
{
	uint64_t tss, *gdt = plat_lcpu_ptr(tables)->gdt;
	struct PLAT_PACKED {
		uint16_t limit;
		uint64_t base;
	} gdt_register = {sizeof(tables.gdt) - 1, (uintptr_t)gdt};

	memcpy(gdt, plat_gdt, sizeof(tables.gdt));
	plat_lcpu_ptr(tables)->tss = plat_tss;
	for (unsigned int i = 0; i < NR_IST; i++)
		plat_lcpu_ptr(tables)->tss.ist[i] += shift;
	tss = (uintptr_t)&plat_lcpu_ptr(tables)->tss;
	/* SDM figure 7-4: limit, base in pieces, present and available. */
	gdt[TSS_INDEX] = (sizeof(struct tss) - 1) |
			 (tss & 0xffffff) << 16 | (uint64_t)0x89 << 40 |
			 (tss >> 24 & 0xff) << 56;
	gdt[TSS_INDEX + 1] = tss >> 32;
	__asm__ volatile("lgdt %0; ltr %w1"
			 :
			 : "m"(gdt_register), "r"(SEL_TSS)
			 : "memory");
}

void plat_x86_lcpu_begin(const struct plat_lcpu_start *start)
{
	uint32_t mxcsr = MXCSR_DEFAULT;

	plat_lcpu_clear_data(start);
	plat_lcpu_set(plat_lcpu_own_base, start->base);
	load_tables(start->shift);
	__asm__ volatile("fninit; ldmxcsr %0" : : "m"(mxcsr));
	plat_x86_wrmsr(X86_MSR_PAT, X86_PAT);
	plat_mmu_load_root(plat_x86_lcpu_root);
	plat_lcpu_main();
}

static int set_up(void)
{
	plat_x86_apic_set_up();
	plat_x86_mtrr_adopt();
	return 0;
}

static void forget(void)
{
	plat_mmu_catch_up();
	plat_mmu_flush_all();
}

static uint64_t address(const struct plat_lcpu_id *id)
{
	return plat_x86_apic_icr((uint32_t)id->hw_id, ICR_FIXED | vector);
}

/* The first that comes out of its handlers of exceptions: there is no second
 * NMI in an NMI. */
static void crash(const struct plat_lcpu_id *id)
{
	plat_x86_apic_send(plat_x86_apic_icr((uint32_t)id->hw_id, ICR_NMI));
}

void (*plat_x86_lines_pass_on)(uint32_t to);

static void pass_on(void)
{
	if (plat_x86_lines_pass_on)
		plat_x86_lines_pass_on((uint32_t)plat_lcpu_hw_id(0));
}

static void mask(void)
{
	plat_x86_event_stop();
}

PLAT_NORETURN static void leave(void)
{
	for (;;)
		__asm__ volatile("cli; hlt" : : : "memory");
}

static void serve(void *arg)
{
	(void)arg;
	plat_lcpu_serve();
}

static const struct plat_lcpu_ops ops = {
	.begin = begin,
	.start = init_sipi,
	.end = end,
	.set_up = set_up,
	.forget = forget,
	.address = address,
	.signal = plat_x86_apic_send,
	.crash = crash,
	.pass_on = pass_on,
	.mask = mask,
	.leave = leave,
};

/* Hypervisors need no delays, nor do CPUs since; those before had no 64-bit
 * mode. */
static bool needs_delays(void)
{
	return !(plat_x86_cpu.features_ecx & X86_ECX_HYPERVISOR) &&
	       plat_x86_cpuid(0, 0).ebx == VENDOR_INTEL_EBX &&
	       FAMILY(plat_x86_cpuid(LEAF_FEATURES, 0).eax) ==
		   FAMILY_PENTIUM_4;
}

const struct plat_lcpu_ops *plat_arch_lcpu_ops(void)
{
	if (!plat_x86_apic_present() ||
	    plat_x86_vector_alloc(serve, NULL, &vector))
		return NULL;
	is_patient = needs_delays();
	plat_x86_mtrr_record();
	return &ops;
}

uint64_t plat_arch_lcpu_hw_id(void)
{
	struct plat_x86_regs4 r;

	if (plat_frontend()->lcpus)
		return 0;
	plat_x86_id_leaf = LEAF_TOPOLOGY;
	if (plat_x86_cpu.max_leaf >= LEAF_TOPOLOGY) {
		r = plat_x86_cpuid(LEAF_TOPOLOGY, 0);
		if (r.ebx)
			return r.edx;
	}
	plat_x86_id_leaf = LEAF_FEATURES;
	return plat_x86_cpuid(LEAF_FEATURES, 0).ebx >> 24;
}
