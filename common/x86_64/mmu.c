/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/arch/mmu.h>

#include <plat/atomic.h>
#include <plat/layout.h>

#include "common/x86_64/cpu.h"

void (*plat_mmu_tell_others)(bool (*concerns)(const void *arg, uintptr_t base),
			     void (*function)(void *arg), void *arg);
uint64_t plat_x86_cr4_of_spaces;

/* Set before the others are told, and read after it is one of them. */
void plat_mmu_catch_up(void)
{
	plat_x86_write_cr4(plat_x86_read_cr4() |
			   plat_atomic_load_seq_cst(&plat_x86_cr4_of_spaces));
}

plat_pa_t plat_image_pa(const void *p)
{
	return plat_pa((uintptr_t)p - PLAT_IMAGE_BASE);
}

plat_va_t plat_image_va(plat_pa_t pa)
{
	return plat_va(PLAT_IMAGE_BASE + pa.v);
}

void plat_mmu_flush_range(plat_va_t va, uint64_t size, unsigned int page_shift)
{
	uint64_t end = va.v + size;

	if (size >> page_shift > X86_FLUSH_PAGES_MAX) {
		plat_mmu_flush_all();
		return;
	}
	for (; va.v < end; va.v += (uint64_t)1 << page_shift)
		plat_mmu_flush_page(va);
}
