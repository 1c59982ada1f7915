/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: exceptions. Each is the end of the guest: what happened is printed
 * and the machine stops with failure. Intel SDM 3A 6.15.
 */
#include <plat/log.h>
#include <plat/string.h>

#include "common/bootinfo/image.h"
#include "common/power/backtrace.h"
#include "common/power/crash.h"
#include "common/x86_64/cpu.h"
#include "common/x86_64/traps.h"

#define VECTOR_DOUBLE_FAULT 8
#define VECTOR_NOT_PRESENT  11
#define VECTOR_PROTECTION   13
#define VECTOR_MACHINE      18

/* Of the banks of machine checks. SDM 3B 15.3. */
#define MSR_MCG_CAP    0x179u
#define MCG_CAP_BANKS  0xffu
#define MSR_MC_STATUS  0x401u /* and the address behind it; 4 a bank */
#define STATUS_VALID   ((uint64_t)1 << 63)
#define STATUS_ADDRESS ((uint64_t)1 << 58)

/* An error code that names a gate of the IDT. SDM 3A 6.13. */
#define ERROR_IDT (1u << 1)

/* How many bytes of code a dump shows. */
#define CODE_BYTES 16

/* In the order of the vectors, one behind the other. */
static const char names[] =
    "divide error\0debug\0NMI\0breakpoint\0overflow\0bound range\0"
    "undefined instruction\0no FPU\0double fault\0coprocessor overrun\0"
    "invalid TSS\0segment not present\0stack segment fault\0"
    "general protection fault\0page fault\0reserved exception\0x87 error\0"
    "alignment check\0machine check\0SIMD error\0"
    "virtualization exception\0control protection\0reserved exception\0";

#define LAST_NAMED 21

static const char *name_of(uint64_t vector)
{
	const char *name = names;

	for (uint64_t v = plat_min_u64(vector, LAST_NAMED + 1); v; v--)
		name += strlen(name) + 1;
	return name;
}

const char *plat_x86_access(uint64_t error)
{
	if (error & X86_PF_FETCH)
		return "execution";
	return error & X86_PF_WRITE ? "write" : "read";
}

/* Why an access faulted, as far as the address tells. */
static const char *reason_of(uint64_t error, uint64_t address)
{
	struct plat_stack stack;

	if (plat_stack_of(address, &stack) && address < (uintptr_t)stack.low)
		return "stack overflow: the guard page below a stack";
	if (error & X86_PF_RESERVED)
		return "a reserved bit is set in a page table";
	if (error & X86_PF_PRESENT)
		return "the page does not allow it";
	return address < PLAT_PAGE_SIZE ? "null pointer: page 0 is not mapped"
					: "nothing is mapped there";
}

static void print_cause(const struct plat_x86_frame *f)
{
	uint64_t address = plat_x86_read_cr2();

	if (f->vector == X86_VECTOR_PAGE_FAULT)
		plat_printf("plat: crash: page fault: %s at 0x%016lx: %s\n",
			    plat_x86_access(f->error), address,
			    reason_of(f->error, address));
	else if (f->vector == VECTOR_DOUBLE_FAULT)
		plat_printf("plat: crash: double fault, last page fault at "
			    "0x%016lx\n",
			    address);
	else if ((f->vector == VECTOR_NOT_PRESENT ||
		  f->vector == VECTOR_PROTECTION) &&
		 f->error & ERROR_IDT)
		/* The error code tells the vector: times 8 on hardware, times
		 * 16 in emulators that go by the size of a gate. */
		plat_printf("plat: crash: interrupt at a vector that nobody "
			    "serves (error 0x%lx)\n",
			    f->error);
	else
		plat_printf("plat: crash: %s (vector %lu, error %#lx)\n",
			    name_of(f->vector), f->vector,
			    f->error);
}

/* What the hardware says of a machine check. */
static void print_banks(void)
{
	uint32_t msr = MSR_MC_STATUS;
	uint64_t n = plat_x86_cpu.features_edx & X86_EDX_MCA
			 ? plat_x86_rdmsr(MSR_MCG_CAP) & MCG_CAP_BANKS
			 : 0;

	for (uint64_t i = 0; i < n; i++, msr += 4) {
		uint64_t status = plat_x86_rdmsr(msr);

		if (!(status & STATUS_VALID))
			continue;
		plat_printf("plat: bank %lu: status %016lx", i, status);
		if (status & STATUS_ADDRESS)
			plat_printf(", address %#lx", plat_x86_rdmsr(msr + 1));
		plat_printf("\n");
	}
}

/* What a dump shows, in lines of three. */
static const struct {
	char name[6];
	uint8_t offset; /* in the frame */
} registers[] = {
#define REGISTER(name) {#name, offsetof(struct plat_x86_frame, name)}
	REGISTER(rax), REGISTER(rbx), REGISTER(rcx),
	REGISTER(rdx), REGISTER(rsi), REGISTER(rdi),
	REGISTER(rbp), REGISTER(rsp), REGISTER(r8),
	REGISTER(r9),  REGISTER(r10), REGISTER(r11),
	REGISTER(r12), REGISTER(r13), REGISTER(r14),
	REGISTER(r15), {"flags", offsetof(struct plat_x86_frame, rflags)},
#undef REGISTER
};

static void print_registers(const struct plat_x86_frame *f)
{
	plat_printf("plat: at ");
	plat_print_symbol(f->rip);
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(registers); i++) {
		uint64_t value;

		memcpy(&value, (const char *)f + registers[i].offset,
		       sizeof(value));
		plat_printf("%s%-3s %016lx", i % 3 ? "  " : "\nplat: ",
			    registers[i].name, value);
	}
	plat_printf("  cs %lx\n", f->cs);
}

static void print_code(uint64_t rip)
{
	if (rip < (uintptr_t)plat_image_start ||
	    rip >= (uintptr_t)plat_image_text_end - CODE_BYTES)
		return;
	plat_printf("plat: code");
	for (unsigned int i = 0; i < CODE_BYTES; i++)
		plat_printf(" %02x", ((const uint8_t *)rip)[i]);
	plat_printf("\n");
}

/* A function that has not made its frame yet, or makes none, has its caller's
 * address on top of the stack; so has one that was called and is not there.
 * In any other the word is something else, and seldom an address of code. */
static void print_likely_caller(const struct plat_x86_frame *f)
{
	struct plat_stack stack;
	uint64_t caller;

	if (!plat_stack_of(f->rsp, &stack) ||
	    f->rsp < (uintptr_t)stack.low ||
	    f->rsp > (uintptr_t)stack.top - sizeof(caller) ||
	    !plat_is_aligned(f->rsp, sizeof(caller)))
		return;
	caller = *(const uint64_t *)(uintptr_t)f->rsp;
	if (caller < (uintptr_t)plat_image_start ||
	    caller >= (uintptr_t)plat_image_text_end)
		return;
	plat_printf("plat: ? ");
	plat_print_symbol(caller - 1);
	plat_printf("\n");
}

PLAT_COLD void plat_x86_dump(const struct plat_x86_frame *frame)
{
	print_registers(frame);
	print_code(frame->rip);
	plat_print_stack(frame->rsp);
	plat_printf("plat: called from\n");
	print_likely_caller(frame);
	plat_backtrace(frame->rbp);
	plat_crash_end(PLAT_CRASH_FAULT, frame);
}

PLAT_COLD void plat_x86_exception(const struct plat_x86_frame *frame)
{
	plat_crash_begin(frame);
	print_cause(frame);
	if (frame->vector == VECTOR_MACHINE)
		print_banks();
	plat_x86_dump(frame);
}
