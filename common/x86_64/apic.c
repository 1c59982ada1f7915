/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/x86_64/apic.h"

#include <plat/arch/cpu.h>
#include <plat/errno.h>
#include <plat/frontend.h>
#include <plat/log.h>
#include <plat/mmio.h>
#include <plat/stage.h>

#include "common/x86_64/cpu.h"
#include "common/x86_64/irq.h"

#define APIC_BASE_BOOT    ((uint64_t)1 << 8)
#define APIC_BASE_X2APIC  ((uint64_t)1 << 10)
#define APIC_BASE_ENABLE  ((uint64_t)1 << 11)
#define APIC_BASE_ADDRESS 0x000ffffffffff000ull

#define X2APIC_MSR 0x800u
#define SVR_ENABLE (1u << 8)
#define ID_SHIFT   24u

#define ICR_PENDING (1u << 12)

/* What x2APIC ids, or the 8 bits of others, are all of. */
#define ID_HIGHEST_X2APIC (UINT32_MAX - 1)
#define ID_HIGHEST        0xfeu

static bool x2apic, present;
static uint64_t base_of_all; /* MSR_APIC_BASE, without what tells lcpu 0 */
static volatile char *page;

bool plat_x86_apic_present(void)
{
	return present;
}

uint32_t plat_x86_apic_read(enum plat_x86_apic_register reg)
{
	if (x2apic)
		return (uint32_t)plat_x86_rdmsr(X2APIC_MSR + reg);
	return plat_mmio_read32(page + reg * 16);
}

void plat_x86_apic_write(enum plat_x86_apic_register reg, uint32_t value)
{
	if (x2apic)
		plat_x86_wrmsr(X2APIC_MSR + reg, value);
	else
		plat_mmio_write32(page + reg * 16, value);
}

uint32_t plat_x86_apic_id(void)
{
	uint32_t id = plat_x86_apic_read(X86_APIC_ID);

	return x2apic ? id : id >> ID_SHIFT;
}

static int map_page(uint64_t base)
{
	volatile void *registers;
	int err = plat_mmio_map(plat_pa(base & APIC_BASE_ADDRESS),
				PLAT_PAGE_SIZE, PLAT_MT_DEVICE, &registers);

	page = registers;
	return err;
}

static int enable(void)
{
	uint64_t old = plat_x86_rdmsr(X86_MSR_APIC_BASE);
	uint64_t base = old | APIC_BASE_ENABLE;

	x2apic = (plat_x86_cpu.features_ecx & X86_ECX_X2APIC) != 0;
	if (x2apic)
		base |= APIC_BASE_X2APIC;
	else if (map_page(base))
		return -PLAT_ENOMEM;
	if (base != old)
		plat_x86_wrmsr(X86_MSR_APIC_BASE, base);
	base_of_all = base & ~APIC_BASE_BOOT;
	return 0;
}

PLAT_ALWAYS_INLINE static inline void accept(void)
{
	plat_x86_apic_write(X86_APIC_SVR, SVR_ENABLE | X86_VECTOR_SPURIOUS);
	plat_x86_apic_write(X86_APIC_LVT_LINT0, X86_APIC_LVT_MASKED);
	plat_x86_apic_write(X86_APIC_TPR, 0);
}

void plat_x86_apic_set_up(void)
{
	plat_x86_wrmsr(X86_MSR_APIC_BASE, base_of_all);
	accept();
}

uint32_t plat_x86_apic_highest_id(void)
{
	return x2apic ? ID_HIGHEST_X2APIC : ID_HIGHEST;
}

/* The write to an MSR may overtake stores. SDM 11.12.3. */
PLAT_NOINLINE static void send_x2apic(uint64_t icr)
{
	__asm__ volatile("mfence; lfence" : : : "memory");
	plat_x86_wrmsr(X2APIC_MSR + X86_APIC_ICR, icr);
}

/* Two writes, between which no other sender may come. */
static void send_xapic(uint64_t icr)
{
	plat_irq_state_t state = plat_irq_save();

	while (plat_mmio_read32(page + X86_APIC_ICR * 16) & ICR_PENDING)
		plat_cpu_relax();
	plat_mmio_write32(page + X86_APIC_ICR_HIGH * 16,
			  (uint32_t)(icr >> 32));
	plat_mmio_write32(page + X86_APIC_ICR * 16, (uint32_t)icr);
	plat_irq_restore(state);
}

uint64_t plat_x86_apic_icr(uint32_t id, uint32_t command)
{
	return (uint64_t)(x2apic ? id : id << ID_SHIFT) << 32 | command;
}

void plat_x86_apic_send(uint64_t icr)
{
	if (x2apic)
		send_x2apic(icr);
	else
		send_xapic(icr);
}

static int apic_init(void)
{
	int err;

	if (plat_frontend()->has_interrupts)
		return 0;
	if (!(plat_x86_cpu.features_edx & X86_EDX_APIC)) {
		plat_warn("this CPU has no local APIC: no interrupts");
		return 0;
	}
	err = enable();
	if (err)
		return err;
	plat_x86_vector_open(X86_VECTOR_SPURIOUS);
	accept();
	present = true;
	plat_irq_enable();
	return 0;
}

static void apic_term(void)
{
	plat_irq_disable();
}

PLAT_STAGE(irq, memory, apic, .init = apic_init, .term = apic_term);
