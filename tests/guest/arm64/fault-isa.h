/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: faults that only this ISA has.
 */
#ifndef TESTS_GUEST_FAULT_ISA_H
#define TESTS_GUEST_FAULT_ISA_H

/* As instruction words: an assembler may know no CPU that has them. */
#define FAULT_PACIASP ".inst 0xd503233f\n\t"
#define FAULT_AUTIASP ".inst 0xd50323bf\n\t"

/* With what is known in the registers: x0 to x28 but x18. */
static void undefined_instruction(void)
{
	__asm__ volatile(".irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, "
			 "13, 14, 15, 16, 17, 19, 20, 21, 22, 23, 24, 25, 26, "
			 "27, 28\n\t"
			 "mov x\\n, #0x1000 + \\n\n\t"
			 ".endr\n\t"
			 "stp x16, xzr, [sp, #-16]!\n\t"
			 "udf #0x1234"
			 : : : "memory");
}

/* What only a hypervisor may read. */
static void privileged_instruction(void)
{
	uint64_t value;

	__asm__ volatile("mrs %0, vbar_el2" : "=r"(value));
}

static void breakpoint(void)
{
	__asm__ volatile("brk #0x1234");
}

static void system_call(void)
{
	__asm__ volatile("svc #0x1234");
}

/* Neither in the lower half nor in the upper one. */
#define non_canonical_byte (*(volatile char *)0x8000000000000000ull)

static void non_canonical(void)
{
	non_canonical_byte = 0;
}

/* What any call may change is changed, and x30 is. */
static void call_something(void)
{
	__asm__ volatile("bl 1f\n"
			 "1:"
			 : : : "x30", "memory");
}

/* With a frame, and x30 as its caller has left it. */
static void before_call(void)
{
	non_canonical_byte = 0;
	call_something();
}

/* With a frame, and x30 pointing into the function itself. */
static void after_call(void)
{
	call_something();
	non_canonical_byte = 0;
}

/* What no memory allows: plain accesses may be misaligned (and QEMU 7.2 lets
 * them be so even on a device). */
static void misaligned(void)
{
	static uint64_t words[2];

	__asm__ volatile("ldaxr xzr, [%0]"
			 : : "r"((uintptr_t)words + 1) : "memory");
}

static void misaligned_pc(void)
{
	__asm__ volatile("br %0" : : "r"((uintptr_t)misaligned + 2));
}

/* The handler gets a usable stack whatever the guest's was. */
static void misaligned_stack(void)
{
	__asm__ volatile("mov x9, sp\n\t"
			 "sub x9, x9, #3\n\t"
			 "mov sp, x9\n\t"
			 "udf #0"
			 : : : "x9");
}

static void no_stack(void)
{
	__asm__ volatile("mov sp, %0\n\t"
			 "udf #0"
			 : : "r"((uintptr_t)16));
}

/* Into a function's middle by an indirect branch: where branches are checked
 * (BTI) and the image is compiled for it. */
static void branch_target(void)
{
	__asm__ volatile("adr x17, 1f\n\t"
			 "add x17, x17, #4\n\t"
			 "br x17\n"
			 "1:\n\t"
			 "nop\n\t"
			 "nop"
			 : : : "x17");
}

/* A return address that another than the function itself has put there. */
static void return_address(void)
{
	__asm__ volatile("stp x29, x30, [sp, #-16]!\n\t"
			 FAULT_PACIASP
			 "eor x30, x30, #4\n\t"
			 FAULT_AUTIASP
			 "ret"
			 : : : "x30", "memory");
}

#define FAULTS_OF_THE_ISA                                                  \
	{"undefined-instruction", undefined_instruction},                  \
	{"privileged-instruction", privileged_instruction},                \
	{"breakpoint", breakpoint},                                        \
	{"system-call", system_call},                                      \
	{"non-canonical", non_canonical},                                  \
	{"before-call", before_call},                                      \
	{"after-call", after_call},                                        \
	{"misaligned", misaligned},                                        \
	{"misaligned-pc", misaligned_pc},                                  \
	{"misaligned-stack", misaligned_stack},                            \
	{"no-stack", no_stack},                                            \
	{"branch-target", branch_target},                                  \
	{"return-address", return_address},

#endif /* TESTS_GUEST_FAULT_ISA_H */
