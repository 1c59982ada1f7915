/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The machine-readable form of a crash: see form.h. Reads only what probing
 * finds there, and ends on any guest: what it follows is bounded.
 */
#include "common/power/form.h"

#include <stdarg.h>

#include <plat/cmdline.h>
#include <plat/crash.h>
#include <plat/errno.h>
#include <plat/log.h>
#include <plat/probe.h>
#include <plat/string.h>

#include "common/bootinfo/image.h"
#include "common/power/crash.h"

#define CHUNK       48u /* bytes in a line */
#define STACK_MOST  16384u /* bytes of one stack, from where it is used on */
#define STACK_ALIGN 64u /* bytes: gdb reads so many at a time, or none */
#define CODE_AROUND 64u /* bytes, to each side */

/* Of the chain of frames, how many are followed from one stack to the next
 * (interrupt, fault, thread), and how many stacks of one lcpu there are. */
#define FRAMES_MOST 64u
#define STACKS_MOST 4u

/* SIGSEGV and SIGABRT, as debuggers know them. */
#define SIGNAL_FAULT 11u
#define SIGNAL_PANIC 6u

static enum {
	STACKS,
	IMAGE,
	NONE,
} wanted;

static uint32_t nr_lines;

/* What was written of this lcpu's stacks. */
static struct {
	uint64_t start, end;
} stacks[STACKS_MOST];
static unsigned int nr_stacks;

static uint32_t crc32(const char *text, size_t length)
{
	uint32_t crc = UINT32_MAX;

	while (length--) {
		crc ^= (uint8_t)*text++;
		for (int i = 0; i < 8; i++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc;
}

PLAT_PRINTF(1, 2) static void put_line(const char *format, ...)
{
	char line[160];
	va_list args;
	int length;

	length = plat_snprintf(line, sizeof(line), "%x ", nr_lines++);
	va_start(args, format);
	length += plat_vsnprintf(line + length, sizeof(line) - (size_t)length,
				 format, args);
	va_end(args);
	plat_printf("plat#%s %08x\n", line, crc32(line, (size_t)length));
}

/* @text: room for 4 characters for each 3 bytes, and a 0. */
static void base64(const uint8_t *data, size_t size, char *text)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (; size; size -= size < 3 ? size : 3, data += 3) {
		uint32_t bits = (uint32_t)data[0] << 16;

		if (size > 1)
			bits |= (uint32_t)data[1] << 8;
		if (size > 2)
			bits |= data[2];
		*text++ = digits[bits >> 18];
		*text++ = digits[bits >> 12 & 63];
		*text++ = size > 1 ? digits[bits >> 6 & 63] : '=';
		*text++ = size > 2 ? digits[bits & 63] : '=';
	}
	*text = '\0';
}

static void put_data(const char *word, uint64_t at, const uint8_t *data,
		     size_t size)
{
	char text[CHUNK / 3 * 4 + 1];

	base64(data, size, text);
	put_line("%s %lx %s", word, at, text);
}

static bool is_zero(const uint8_t *data, size_t size)
{
	while (size && !*data++)
		size--;
	return !size;
}

/* A part of one page; false: it is not there. */
static bool put_piece(uint64_t at, uint64_t end)
{
	uint8_t data[CHUNK];

	if (plat_probe_copy(data, (const void *)at, 1))
		return false;
	put_line("mem %lx %lx", at, end - at);
	while (at < end) {
		size_t size = plat_min_u64(end - at, CHUNK);

		if (plat_probe_copy(data, (const void *)at, size) == 0 &&
		    !is_zero(data, size))
			put_data("data", at, data, size);
		at += size;
	}
	return true;
}

/* Up to what is not there, or all that is. Returns where it ended. */
static uint64_t put_memory(uint64_t at, uint64_t size, bool over_holes)
{
	while (size) {
		uint64_t room = PLAT_PAGE_SIZE - at % PLAT_PAGE_SIZE;
		uint64_t piece = plat_min_u64(size, room);

		if (!put_piece(at, at + piece) && !over_holes)
			break;
		at += piece;
		size -= piece;
	}
	return at;
}

static bool is_written(uint64_t at)
{
	for (unsigned int i = 0; i < nr_stacks; i++)
		if (at >= stacks[i].start && at < stacks[i].end)
			return true;
	return false;
}

/* What of a stack is in use when @sp is where it ends: from there up, which
 * the guard below the next one ends. */
static void put_stack(uint64_t sp)
{
	sp = plat_align_down(sp, STACK_ALIGN);
	if (nr_stacks == STACKS_MOST || is_written(sp))
		return;
	stacks[nr_stacks].start = sp;
	stacks[nr_stacks++].end = put_memory(sp, STACK_MOST, false);
}

/* The stacks that the chain of frames leads to: those of who was interrupted,
 * by whom. */
static void put_stacks(const struct plat_form_regs *regs)
{
	struct plat_frame frame;
	uint64_t fp = regs->fp;

	nr_stacks = 0;
	put_stack(regs->sp);
	for (unsigned int i = 0; fp && i < FRAMES_MOST; i++) {
		put_stack(fp);
		if (plat_probe_copy(&frame, (const void *)fp, sizeof(frame)))
			return;
		fp = frame.caller;
	}
}

static void put_lcpu(const struct plat_crash_lcpu *lcpu)
{
	struct plat_form_regs regs;
	const uint8_t *frame = lcpu->frame;
	uint8_t data[CHUNK];

	put_line("lcpu %x %s", lcpu->number, lcpu->state);
	if (!frame)
		return;
	for (size_t at = 0; at < plat_form_frame_bytes; at += CHUNK) {
		size_t size = plat_min_u64(plat_form_frame_bytes - at, CHUNK);

		memcpy(data, frame + at, size);
		put_data("reg", at, data, size);
	}
	plat_form_regs(frame, &regs);
	put_memory(plat_align_down(regs.pc, CODE_AROUND) - CODE_AROUND,
		   (uint64_t)3 * CODE_AROUND, true);
	put_stacks(&regs);
}

/* The lcpu that crashed, then the others. */
static void put_lcpus(const void *frame)
{
	const struct plat_crash_part *part = plat_crash_parts_begin;
	struct plat_crash_lcpu lcpu = {.state = "crashed"};

	/* That of the lcpus, if there is one, is the first. */
	if (!part->lcpu) {
		lcpu.frame = frame;
		put_lcpu(&lcpu);
		return;
	}
	for (uint32_t i = 0; part->lcpu(i, &lcpu); i++) {
		if (i == 0)
			lcpu.frame = frame;
		put_lcpu(&lcpu);
	}
}

static void put_form(const void *frame, unsigned int signal)
{
	put_line("begin %x %s %x", PLAT_FORM_VERSION, plat_form_isa, signal);
	put_lcpus(frame);
	if (wanted == IMAGE)
		put_memory((uintptr_t)plat_image_rodata_end,
			   (uint64_t)(plat_image_end - plat_image_rodata_end),
			   true);
	put_line("end");
}

/* The call by which plat_panic(), whose frame is @panic, has come here. */
static const void *frame_in(const struct plat_frame *panic)
{
	const struct plat_frame *at = __builtin_frame_address(0);

	for (int i = 0; i < 8 && at->caller != (uintptr_t)panic; i++)
		at = (const struct plat_frame *)(uintptr_t)at->caller;
	return plat_form_frame_of(at);
}

static void take(enum plat_crash_step step, const void *frame)
{
	if (wanted == NONE)
		return;
	if (step == PLAT_CRASH_FAULT)
		put_form(frame, SIGNAL_FAULT);
	else if (step == PLAT_CRASH_PANIC)
		put_form(frame_in(frame), SIGNAL_PANIC);
}

PLAT_CRASH_PART(form, form) = {.take = take};

static int set_crash(const char *value)
{
	if (!strcmp(value, "stacks"))
		wanted = STACKS;
	else if (!strcmp(value, "image"))
		wanted = IMAGE;
	else if (!strcmp(value, "none"))
		wanted = NONE;
	else
		return -PLAT_EINVAL;
	return 0;
}

PLAT_PARAM("crash", set_crash);
