/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is where, for reports of faults.
 */
#include <plat/arch/mmu.h>
#include <plat/layout.h>

#include "common/bootinfo/image.h"
#include "common/fault/serve.h"

static const struct {
	uint64_t end; /* from the end before */
	const char *name;
} windows[] = {
	{PLAT_DIRECT_MAP_BASE, "no window"},
	{PLAT_DIRECT_MAP_BASE + PLAT_DIRECT_MAP_SIZE, "direct map"},
	{PLAT_VMEM_BASE, "no window"},
	{PLAT_VMEM_BASE + PLAT_VMEM_SIZE, "vmem window"},
	{PLAT_FOREIGN_BASE, "no window"},
	{PLAT_FOREIGN_BASE + PLAT_FOREIGN_SIZE, "foreign window"},
	{PLAT_LCPU_BASE, "no window"},
	{PLAT_LCPU_BASE + PLAT_LCPU_SIZE, "lcpu window"},
	{PLAT_MMIO_BASE, "no window"},
	{PLAT_MMIO_BASE + PLAT_MMIO_SIZE, "MMIO window"},
	{PLAT_IMAGE_BASE, "no window"},
	{PLAT_IMAGE_BASE + PLAT_IMAGE_WINDOW_SIZE, "image window"},
	{UINT64_MAX, "no window"},
};

static const char *in_image(uint64_t va)
{
	if (va < (uintptr_t)plat_image_text_end)
		return "text";
	return va < (uintptr_t)plat_image_rodata_end ? "constants" : "data";
}

const char *plat_fault_place(plat_va_t va)
{
	struct plat_stack stack;
	unsigned int i = 0;

	/* In the image, or the lcpu window. */
	if (plat_stack_of(va.v, &stack))
		return va.v < (uintptr_t)stack.low
			       ? "stack overflow: the guard page below a stack"
			       : "stack";
	if (va.v >= (uintptr_t)plat_image_start &&
	    va.v < (uintptr_t)plat_image_end)
		return in_image(va.v);
	if (va.v < PLAT_PAGE_SIZE)
		return "null pointer";
	if (va.v >> plat_mmu_geometry()->va_bits == 0)
		return "the guest's own half";
	while (i + 1 < PLAT_ARRAY_SIZE(windows) && va.v >= windows[i].end)
		i++;
	return windows[i].name;
}
