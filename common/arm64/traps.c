/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: exceptions. Each is the end of the guest: what happened is printed
 * and the machine stops with failure. Arm DDI 0487 D19.2.40 (ESR_EL1).
 */
#include "common/arm64/traps.h"

#include <plat/arch/cpu.h>
#include <plat/log.h>
#include <plat/symbols.h>

#include "common/bootinfo/image.h"
#include "common/power/backtrace.h"
#include "common/power/crash.h"

/* ESR_EL1.EC. */
#define EC_SHIFT           26
#define EC_ILLEGAL_STATE   0x0e
#define EC_UNKNOWN         0x00
#define EC_WFX             0x01
#define EC_FP              0x07
#define EC_BTI             0x0d
#define EC_SVC64           0x15
#define EC_SYSTEM_REGISTER 0x18
#define EC_SVE             0x19
#define EC_FPAC            0x1c
#define EC_FETCH_LOWER     0x20
#define EC_FETCH           0x21
#define EC_PC_ALIGNMENT    0x22
#define EC_DATA_LOWER      0x24
#define EC_DATA            0x25
#define EC_SP_ALIGNMENT    0x26
#define EC_SERROR          0x2f
#define EC_BREAKPOINT      0x31
#define EC_STEP            0x33
#define EC_WATCHPOINT      0x35
#define EC_BRK             0x3c

/* Bits of the syndrome of an abort. */
#define ISS_WRITE        (1u << 6)
#define ISS_FAR_UNKNOWN  (1u << 10)
#define ISS_STATUS       0x3fu

/* Its status, without the level where there is one. */
#define STATUS_ADDRESS_SIZE 0x00u
#define STATUS_TRANSLATION  0x04u
#define STATUS_ACCESS_FLAG  0x08u
#define STATUS_PERMISSION   0x0cu
#define STATUS_EXTERNAL     0x10u
#define STATUS_EXTERNAL_WALK 0x14u
#define STATUS_ALIGNMENT    0x21u
#define STATUS_TLB_CONFLICT 0x30u

/* How many words of code and of the stack a dump shows. */
#define CODE_WORDS  4
#define STACK_WORDS 8

static const struct {
	uint8_t class;
	const char *name;
} names[] = {
	{EC_UNKNOWN, "undefined instruction"},
	{EC_FP, "FP or SIMD instruction, which is switched off"},
	{EC_BTI, "branch to a place that is no target of one (BTI)"},
	{EC_ILLEGAL_STATE, "illegal execution state"},
	{EC_SVC64, "svc instruction: there is no system call here"},
	{EC_SYSTEM_REGISTER, "system register that is trapped"},
	{EC_SVE, "SVE instruction, which is switched off"},
	{EC_FPAC, "pointer authentication failure"},
	{EC_PC_ALIGNMENT, "misaligned PC"},
	{EC_SP_ALIGNMENT, "misaligned stack pointer"},
	{EC_SERROR, "SError interrupt"},
	{EC_BREAKPOINT, "breakpoint"},
	{EC_STEP, "single step"},
	{EC_WATCHPOINT, "watchpoint"},
	{EC_BRK, "brk instruction"},
};

static const char *name_of(unsigned int class)
{
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(names); i++) {
		if (names[i].class == class)
			return names[i].name;
	}
	return "exception";
}

static const char *access_of(unsigned int class, uint64_t esr)
{
	if (class == EC_FETCH)
		return "execution";
	return esr & ISS_WRITE ? "write" : "read";
}

static const char *unmapped(uint64_t address)
{
	const struct plat_stack *stack = plat_stack_of(address);

	if (stack && address < (uintptr_t)stack->low)
		return "stack overflow: the guard page below a stack";
	return address < PLAT_PAGE_SIZE ? "null pointer: page 0 is not mapped"
					: "nothing is mapped there";
}

/* Why an access faulted, as far as syndrome and address tell. */
static const char *reason_of(uint64_t esr, uint64_t address)
{
	unsigned int status = esr & ISS_STATUS;

	if (status == STATUS_EXTERNAL)
		return "external abort: nothing answers there";
	if (status == STATUS_ALIGNMENT)
		return "misaligned";
	if (status == STATUS_TLB_CONFLICT)
		return "TLB conflict";
	switch (status & ~3u) {
	case STATUS_TRANSLATION:
		return unmapped(address);
	case STATUS_ADDRESS_SIZE:
		return "an address in a page table is too wide";
	case STATUS_ACCESS_FLAG:
		return "the access flag of the page is clear";
	case STATUS_PERMISSION:
		return "the page does not allow it";
	case STATUS_EXTERNAL_WALK:
		return "external abort on a page table";
	default:
		return "abort";
	}
}

static void print_cause(const struct plat_arm64_frame *f)
{
	unsigned int class = (unsigned int)(f->esr >> EC_SHIFT) & 0x3f;

	if (class != EC_FETCH && class != EC_DATA)
		plat_printf("plat: crash: %s (ESR %#lx)\n", name_of(class),
			    f->esr);
	else if (f->esr & ISS_FAR_UNKNOWN)
		plat_printf("plat: crash: %s: external abort (ESR %#lx)\n",
			    access_of(class, f->esr), f->esr);
	else
		plat_printf("plat: crash: %s at 0x%016lx: %s (ESR %#lx)\n",
			    access_of(class, f->esr), f->far,
			    reason_of(f->esr, f->far), f->esr);
}

static void print_registers(const struct plat_arm64_frame *f)
{
	plat_printf("plat: at ");
	plat_print_symbol(f->pc);
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(f->x); i++)
		plat_printf("%sx%-2u %016lx", i % 3 ? "  " : "\nplat: ", i,
			    f->x[i]);
	plat_printf("  sp  %016lx  pstate %lx\n", f->sp, f->pstate);
}

static bool is_text(uint64_t address)
{
	return address >= (uintptr_t)plat_image_start &&
	       address < (uintptr_t)plat_image_text_end;
}

static void print_code(uint64_t pc)
{
	if (!is_text(pc) || !is_text(pc + 4 * CODE_WORDS - 1) ||
	    !plat_is_aligned(pc, 4))
		return;
	plat_printf("plat: code");
	for (unsigned int i = 0; i < CODE_WORDS; i++)
		plat_printf(" %08x", ((const uint32_t *)pc)[i]);
	plat_printf("\n");
}

static void print_stack(uint64_t sp)
{
	const struct plat_stack *stack = plat_stack_of(sp);

	sp = plat_align_down(sp, 8);
	if (!stack || sp < (uintptr_t)stack->low)
		return;
	plat_printf("plat: stack");
	for (int i = 0; i < STACK_WORDS && sp < (uintptr_t)stack->top; i++) {
		plat_printf(" %lx", *(const uint64_t *)(uintptr_t)sp);
		sp += 8;
	}
	plat_printf("\n");
}

/* Where the function at @address begins; @address, if that is not known. */
static uint64_t function_of(uint64_t address)
{
	uint64_t offset;
	char name[2];

	(void)plat_symbol_find(plat_va(address), name, sizeof(name), &offset);
	return address - offset;
}

/* The caller of a function without a frame, which calls nothing or has not got
 * as far, is in x30 alone. Else it is in the chain of frames, too, or x30 holds
 * what the function's own last call has left: an address in the function. */
static void print_link(const struct plat_arm64_frame *f)
{
	const struct plat_frame *frame = plat_frame_at(f->x[29]);
	uint64_t caller = plat_code_address(f->x[30]);

	if (!is_text(caller) ||
	    (frame && caller == plat_code_address(frame->address)) ||
	    function_of(caller - 1) == function_of(f->pc))
		return;
	plat_printf("plat:   ");
	plat_print_symbol(caller - 1);
	plat_printf("\n");
}

PLAT_COLD void plat_arm64_exception(struct plat_arm64_frame *frame)
{
	plat_crash_begin();
	print_cause(frame);
	print_registers(frame);
	print_code(frame->pc);
	print_stack(frame->sp);
	plat_printf("plat: called from\n");
	print_link(frame);
	plat_backtrace(frame->x[29]);
	plat_crash_end();
}
