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
#include "common/libplat/names.h"
#include "common/power/backtrace.h"
#include "common/power/crash.h"

#define EC_SHIFT 26
#define EC_MASK  0x3f
#define EC_FETCH 0x21
#define EC_DATA  0x25

/* Bits of the syndrome of an abort. */
#define ISS_WRITE       (1u << 6)
#define ISS_FAR_UNKNOWN (1u << 10)
#define ISS_STATUS      0x3fu

/* How many bytes of code a dump shows. */
#define CODE_BYTES 16

/* By ESR_EL1.EC. */
static const char classes[] =
	"\x00" "undefined instruction\0"
	"\x07" "FP or SIMD instruction: these are off\0"
	"\x0d" "branch to a place that is no target of one (BTI)\0"
	"\x0e" "illegal execution state\0"
	"\x15" "svc instruction: there are no system calls\0"
	"\x18" "trapped system register\0"
	"\x19" "SVE instruction: these are off\0"
	"\x1c" "pointer authentication failure\0"
	"\x21" "execution\0"
	"\x22" "misaligned PC\0"
	"\x25" "read\0"
	"\x26" "misaligned stack pointer\0"
	"\x2f" "SError interrupt\0"
	"\x31" "breakpoint\0"
	"\x33" "single step\0"
	"\x35" "watchpoint\0"
	"\x3c" "brk instruction\0"
	PLAT_NAME_ELSE "exception";

/* By the status of an abort, without the level where there is one. */
#define STATUS_TRANSLATION   0x04u
#define STATUS_EXTERNAL      0x10u
#define STATUS_EXTERNAL_WALK 0x14u
static const char statuses[] =
	"\x00" "an address in a page table is too wide\0"
	"\x08" "the access flag of the page is clear\0"
	"\x0c" "the page does not allow it\0"
	"\x10" "external abort: nothing answers there\0"
	"\x14" "external abort on a page table\0"
	"\x21" "misaligned\0"
	"\x30" "TLB conflict\0"
	PLAT_NAME_ELSE "abort";

static const char *unmapped(uint64_t address)
{
	struct plat_stack stack;

	if (plat_stack_of(address, &stack) && address < (uintptr_t)stack.low)
		return "stack overflow: the guard page below a stack";
	return address < PLAT_PAGE_SIZE ? "null pointer: page 0 is not mapped"
					: "nothing is mapped there";
}

/* Why an access faulted, as far as syndrome and address tell. */
static const char *reason_of(uint64_t esr, uint64_t address)
{
	unsigned int status = esr & ISS_STATUS;

	if (status < STATUS_EXTERNAL ||
	    (status & ~3u) == STATUS_EXTERNAL_WALK)
		status &= ~3u;
	return status == STATUS_TRANSLATION ? unmapped(address)
					    : plat_name_of(statuses, status);
}

static void print_cause(const struct plat_arm64_frame *f)
{
	unsigned int class = (unsigned int)(f->esr >> EC_SHIFT) & EC_MASK;
	bool writes = class == EC_DATA && f->esr & ISS_WRITE;

	plat_printf("plat: crash: %s",
		    writes ? "write" : plat_name_of(classes, class));
	if (class == EC_FETCH || class == EC_DATA) {
		if (f->esr & ISS_FAR_UNKNOWN)
			plat_printf(": external abort");
		else
			plat_printf(" at 0x%016lx: %s", f->far,
				    reason_of(f->esr, f->far));
	}
	plat_printf(" (ESR %#lx)\n", f->esr);
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

static bool is_text(uint64_t address, uint64_t bytes)
{
	uint64_t start = (uintptr_t)plat_image_start;

	return plat_range_below(address - start, bytes,
				(uintptr_t)plat_image_text_end - start);
}

static void print_code(uint64_t pc)
{
	const uint32_t *code;

	if (!is_text(pc, CODE_BYTES) || !plat_is_aligned(pc, 4))
		return;
	code = (const uint32_t *)pc;
	plat_printf("plat: code %08x %08x %08x %08x\n", code[0], code[1],
		    code[2], code[3]);
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

	if (!is_text(caller, 1) ||
	    (frame && caller == plat_code_address(frame->address)) ||
	    function_of(caller - 1) == function_of(f->pc))
		return;
	plat_print_caller(caller - 1);
}

PLAT_COLD void plat_arm64_dump(const struct plat_arm64_frame *frame)
{
	print_registers(frame);
	print_code(frame->pc);
	plat_print_stack(frame->sp);
	plat_printf("plat: called from\n");
	print_link(frame);
	plat_backtrace(frame->x[29]);
	plat_crash_end(PLAT_CRASH_FAULT, frame);
}

PLAT_COLD void plat_arm64_exception(const struct plat_arm64_frame *frame)
{
	plat_crash_begin(frame);
	print_cause(frame);
	plat_arm64_dump(frame);
}
