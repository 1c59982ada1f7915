/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: a function that returns a number. */
#ifndef CODE_ISA_H
#define CODE_ISA_H

#include <stdint.h>

#define CODE_BYTES 16u

/* endbr64; mov $value, %eax; ret. */
static inline void code_write(void *at, uint32_t value)
{
	static const uint8_t insns[] = {0xf3, 0x0f, 0x1e, 0xfa, 0xb8,
					0,    0,    0,    0,    0xc3};
	volatile uint8_t *byte = at;

	for (unsigned int i = 0; i < sizeof(insns); i++)
		byte[i] = insns[i];
	for (unsigned int i = 0; i < 4; i++)
		byte[5 + i] = (uint8_t)(value >> 8 * i);
}

#endif /* CODE_ISA_H */
