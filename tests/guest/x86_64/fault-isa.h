/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: faults that only this ISA has.
 */
#ifndef TESTS_GUEST_FAULT_ISA_H
#define TESTS_GUEST_FAULT_ISA_H

static void undefined_instruction(void)
{
	__asm__ volatile("ud2");
}

static void divide_by_zero(void)
{
	__asm__ volatile("div %%ecx" : : "a"(1), "d"(0), "c"(0));
}

static void non_canonical(void)
{
	*(volatile char *)0x8000000000000000ull = 0;
}

/* An interrupt that nothing was set up for. */
static void unserved_vector(void)
{
	__asm__ volatile("int $0x80");
}

/* The handler gets an aligned stack whatever the guest's was. */
static void misaligned_stack(void)
{
	__asm__ volatile("mov %rsp, %rax\n\t"
			 "sub $3, %rsp\n\t"
			 "ud2");
}

/* With an IDT that ends behind the double fault's gate, whatever it is. */
static void double_fault(void)
{
	struct PLAT_PACKED {
		uint16_t limit;
		uint64_t base;
	} idt;

	__asm__ volatile("sidt %0" : "=m"(idt));
	idt.limit = 9 * 16 - 1;
	__asm__ volatile("lidt %0" : : "m"(idt));
	*(volatile char *)PLAT_VMEM_BASE = 0;
}

#define FAULTS_OF_THE_ISA                                                  \
	{"undefined-instruction", undefined_instruction},                  \
	{"divide-by-zero", divide_by_zero},                                \
	{"non-canonical", non_canonical},                                  \
	{"unserved-vector", unserved_vector},                              \
	{"misaligned-stack", misaligned_stack},                            \
	{"double-fault", double_fault},

#endif /* TESTS_GUEST_FAULT_ISA_H */
