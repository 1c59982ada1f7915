/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: faults that only this ISA has.
 */
#ifndef TESTS_GUEST_FAULT_ISA_H
#define TESTS_GUEST_FAULT_ISA_H

/* With what is known in the registers. */
static void undefined_instruction(void)
{
	__asm__ volatile("mov $0x1008, %%r8d\n\t"
			 "mov $0x1009, %%r9d\n\t"
			 "mov $0x100a, %%r10d\n\t"
			 "mov $0x100b, %%r11d\n\t"
			 "mov $0x100c, %%r12d\n\t"
			 "mov $0x100d, %%r13d\n\t"
			 "mov $0x100e, %%r14d\n\t"
			 "mov $0x100f, %%r15d\n\t"
			 "push $0x1010\n\t"
			 "ud2"
			 : : "a"(0x1000), "b"(0x1003), "c"(0x1001),
			     "d"(0x1002), "S"(0x1006), "D"(0x1007)
			 : "r8", "r9", "r10", "r11", "r12", "r13", "r14",
			   "r15", "memory");
}

/* What a kernel may do, done wrongly: a code segment is no task. */
static void privileged_instruction(void)
{
	__asm__ volatile("ltr %w0" : : "r"(8));
}

/* Until it is interrupted by what cannot be held back. */
static void be_interrupted(void)
{
	plat_printf("ready\n");
	for (;;)
		__asm__ volatile("pause");
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
	{"privileged-instruction", privileged_instruction},                \
	{"be-interrupted", be_interrupted},                                \
	{"divide-by-zero", divide_by_zero},                                \
	{"non-canonical", non_canonical},                                  \
	{"unserved-vector", unserved_vector},                              \
	{"misaligned-stack", misaligned_stack},                            \
	{"double-fault", double_fault},

#endif /* TESTS_GUEST_FAULT_ISA_H */
