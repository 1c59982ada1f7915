/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: what the trampoline and lcpu.c know of each other.
 */
#ifndef COMMON_X86_64_LCPU_H
#define COMMON_X86_64_LCPU_H

#include <plat/lcpu_ops.h>

/* What the trampoline loads. */
struct plat_x86_trampoline_parameters {
	uint32_t root;
	uint32_t cr0;
	uint32_t cr4;
	uint32_t efer;
	struct {
		uint32_t offset;
		uint16_t selector;
	} far_jump;
};

/* Where things are in it. */
struct plat_x86_trampoline_places {
	uint16_t size;
	uint16_t gdt_address; /* to which the page's is added */
	uint16_t long_mode;
	uint16_t parameters;
};

extern const char plat_x86_trampoline[];
extern const struct plat_x86_trampoline_places plat_x86_trampoline_places;

/* For the entry code: the kernel's root; the leaf of CPUID that tells the
 * APIC id: 0xb or 0x1f in EDX, 1 in EBX's highest byte. */
extern plat_pa_t plat_x86_lcpu_root;
extern uint32_t plat_x86_id_leaf;

/** Where a new lcpu comes into the image window, in 64-bit mode, its
 * interrupts off. Without a stack. */
PLAT_NORETURN void plat_x86_lcpu_entry(void);

/** Where a new lcpu comes into C, on its own stack and with its own data. */
PLAT_NORETURN void plat_x86_lcpu_begin(const struct plat_lcpu_start *start);

#endif /* COMMON_X86_64_LCPU_H */
