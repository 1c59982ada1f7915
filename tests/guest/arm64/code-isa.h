/* SPDX-License-Identifier: BSD-3-Clause */
/* arm64: a function that returns a number. */
#ifndef CODE_ISA_H
#define CODE_ISA_H

#include <stdint.h>

#define CODE_BYTES 16u

/* bti c; movz w0, #value; ret. @value: of 16 bits. */
static inline void code_write(void *at, uint32_t value)
{
	volatile uint32_t *insn = at;

	insn[0] = 0xd503245f;
	insn[1] = 0x52800000 | value << 5;
	insn[2] = 0xd65f03c0;
}

#endif /* CODE_ISA_H */
