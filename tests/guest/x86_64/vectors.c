/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: an interrupt or an exception is taken for another one, or lands
 * between two instructions.
 */
#include "tests/guest/tap.h"

#include "common/x86_64/irq.h"

#define INT_BYTES     3 /* of int and ret, below */

#define PUSH_BYTE  0x6a
#define JUMP_SHORT 0xeb
#define JUMP       0xe9

extern const char ints[];
__asm__("	.section .text.ints, \"ax\"\n"
	"ints:	.set vector, 32\n"
	"	.rept 224\n"
	"	int $vector\n"
	"	ret\n"
	"	.set vector, vector + 1\n"
	"	.endr\n"
	"	.text\n");

/* Intel SDM 3A, 6.14.1. */
struct gate {
	uint16_t low;
	uint16_t selector;
	uint16_t type;
	uint16_t middle;
	uint32_t high;
	uint32_t reserved;
};

extern const struct gate plat_idt[];

static unsigned int served;

static void serve(void *arg)
{
	served = served ? 1000 : (unsigned int)(uintptr_t)arg;
}

static void interrupt(unsigned int vector)
{
	((void (*)(void))(uintptr_t)(ints + (vector - X86_VECTOR_FIRST) *
				     INT_BYTES))();
}

static bool interrupt_arrives(unsigned int expected)
{
	unsigned int vector = 0;

	if (plat_x86_vector_alloc(serve, (void *)(uintptr_t)expected, &vector))
		return false;
	served = 0;
	interrupt(vector);
	if (vector != expected || served != expected)
		tap_note("vector %u: got %u, served %u", expected, vector,
			 served);
	return vector == expected && served == expected;
}

/* An exception ends the guest, so its stub is read: the error code's place,
 * the vector, the jump, and where that leads. */
static bool exception_stub_is_right(unsigned int vector)
{
	const struct gate *g = &plat_idt[vector];
	const uint8_t *stub = (const uint8_t *)(uintptr_t)(
	    (uint64_t)g->high << 32 | (uint64_t)g->middle << 16 | g->low);
	bool has_code = (0x60227d00u >> vector & 1) != 0;

	if ((stub[0] == PUSH_BYTE) == has_code || stub[2] != PUSH_BYTE ||
	    stub[3] != vector || stub[4] != JUMP_SHORT ||
	    stub[6 + (int8_t)stub[5]] != JUMP) {
		tap_note("vector %u: %02x %02x %02x %02x %02x %02x", vector,
			 stub[0], stub[1], stub[2], stub[3], stub[4], stub[5]);
		return false;
	}
	return true;
}

int main(int argc, char *argv[])
{
	bool right = true;

	(void)argc;
	(void)argv;
	for (unsigned int v = 0; v < X86_VECTOR_FIRST; v++)
		right = exception_stub_is_right(v) && right;
	tap_ok(right, "each exception's gate leads to its stub");
	right = true;
	for (unsigned int v = X86_VECTOR_FIRST; v < X86_VECTOR_SPURIOUS; v++)
		right = interrupt_arrives(v) && right;
	tap_ok(right, "each interrupt arrives as itself");
	served = 0;
	for (unsigned int i = 0; i < 100; i++)
		interrupt(X86_VECTOR_SPURIOUS);
	tap_ok(!served, "a spurious interrupt is passed over");
	for (unsigned int v = X86_VECTOR_FIRST; v < X86_VECTOR_SPURIOUS; v++) {
		plat_x86_vector_free(v);
		interrupt(v);
	}
	tap_ok(!served, "one that nobody serves any more is, too");
	tap_ok(interrupt_arrives(X86_VECTOR_FIRST),
	       "and a vector can be had again");
	return tap_done();
}
