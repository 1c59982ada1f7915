/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/x86_64/privileged.h"

/* Intel SDM vol. 2. */
#define PREFIX_CS  0x2e
#define REX_B      0x41
#define CALL_REL32 0xe8
#define JMP_REL8   0xeb
#define NOP        0x90

#define EACH_BYTE 0x0101010101010101ull

#define NO_REX 0xff

/* What is there natively, behind the padding: up to three bytes, the first
 * lowest, the last with no register: 0 in its low bits. */
struct form {
	uint32_t bytes;
	uint32_t mask;  /* of these; not of a register */
	uint8_t rex;    /* the bit at which there is a REX prefix for registers
			 * from 8 on; NO_REX: no register */
	uint8_t reg;    /* the bit at which the register is */
};

#define FORM_1(a)    {a, 0xff, NO_REX, 0}
#define FORM_2(a, b) {(a) | (b) << 8, 0xffff, NO_REX, 0}
#define FORM_REG_2(a, b) {(a) | (b) << 8, 0xf8ff, 8, 8}
#define FORM_REG_3(a, b, c) {(a) | (b) << 8 | (c) << 16, 0xf8ffff, 0, 16}

static const struct form forms[PLAT_NR_PRIV] = {
	[PLAT_PRIV_CLI] = FORM_1(0xfa),
	[PLAT_PRIV_STI] = FORM_1(0xfb),
	[PLAT_PRIV_WAIT] = FORM_2(0xfb, 0xf4),
	[PLAT_PRIV_HLT] = FORM_1(0xf4),
	[PLAT_PRIV_SAVE] = FORM_REG_2(0x9c, 0x58),
	[PLAT_PRIV_FLAGS] = FORM_REG_2(0x9c, 0x58),
	[PLAT_PRIV_POPF] = FORM_1(0x9d),
	[PLAT_PRIV_IRET] = FORM_2(0x48, 0xcf),
	[PLAT_PRIV_CPUID] = FORM_2(0x0f, 0xa2),
	[PLAT_PRIV_READ_CR2] = FORM_REG_3(0x0f, 0x20, 0xd0),
	[PLAT_PRIV_READ_CR3] = FORM_REG_3(0x0f, 0x20, 0xd8),
	[PLAT_PRIV_WRITE_CR3] = FORM_REG_3(0x0f, 0x22, 0xd8),
	[PLAT_PRIV_READ_CR4] = FORM_REG_3(0x0f, 0x20, 0xe0),
	[PLAT_PRIV_WRITE_CR4] = FORM_REG_3(0x0f, 0x22, 0xe0),
	[PLAT_PRIV_INVLPG] = FORM_REG_3(0x0f, 0x01, 0x38),
	[PLAT_PRIV_FLUSH_ALL] = FORM_REG_3(0x0f, 0x20, 0xe0),
	[PLAT_PRIV_WRMSR] = FORM_2(0x0f, 0x30),
	[PLAT_PRIV_PROBE_RDMSR] = FORM_2(0x0f, 0x32),
	[PLAT_PRIV_PROBE_WRMSR] = FORM_2(0x0f, 0x30),
};

/* The bytes at @at without the padding; no place has more than four. */
static uint64_t without_padding(const uint8_t *at)
{
	uint64_t word, differ;

	__builtin_memcpy(&word, at, sizeof(word));
	differ = word ^ PREFIX_CS * EACH_BYTE;
	return word >> (__builtin_ctzll(differ | (uint64_t)1 << 63) & ~7);
}

/* Returns the number of the register, 0 without one; -1: something else is
 * there. */
static int match(const struct form *form, const uint8_t *at)
{
	uint64_t word = without_padding(at);
	uint64_t before;
	int reg = 0;

	if (form->rex != NO_REX && (word >> form->rex & 0xff) == REX_B) {
		before = ((uint64_t)1 << form->rex) - 1;
		word = (word & before) | (word >> 8 & ~before);
		reg = 8;
	}
	if ((word ^ form->bytes) & form->mask)
		return -1;
	return form->rex == NO_REX ? 0 : reg | (int)(word >> form->reg & 7);
}

static void put_call(uint8_t *at, unsigned int bytes, const uint8_t *to)
{
	int32_t distance = (int32_t)(to - (at + PLAT_PRIV_BYTES));
	unsigned int rest = bytes - PLAT_PRIV_BYTES;

	at[0] = CALL_REL32;
	__builtin_memcpy(at + 1, &distance, sizeof(distance));
	if (rest == 1)
		at[PLAT_PRIV_BYTES] = NOP;
	if (rest > 1) {
		at[PLAT_PRIV_BYTES] = JMP_REL8;
		at[PLAT_PRIV_BYTES + 1] = (uint8_t)(rest - 2);
	}
}

/* One record's place. Returns false: it is none of its kind. */
static bool replace(uint8_t *at, unsigned int kind, unsigned int bytes,
		    const struct plat_x86_replacement *table)
{
	int reg;

	if (kind >= PLAT_NR_PRIV || bytes < PLAT_PRIV_BYTES)
		return false;
	reg = match(&forms[kind], at);
	if (reg < 0 || !table[kind].code)
		return false;
	put_call(at, bytes,
		 (const uint8_t *)table[kind].code + reg * table[kind].stride);
	return true;
}

const uint8_t *
plat_x86_replace(const uint8_t *record, const uint8_t *end,
		 const struct plat_x86_replacement table[PLAT_NR_PRIV])
{
	for (; record < end; record += PLAT_PRIV_RECORD_BYTES) {
		int32_t distance;
		uint8_t *at;

		__builtin_memcpy(&distance, record, sizeof(distance));
		at = (uint8_t *)(uintptr_t)record + distance;
		if (!replace(at, record[4], record[5], table))
			return at;
	}
	return NULL;
}
