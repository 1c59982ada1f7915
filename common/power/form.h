/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the machine-readable form of a crash needs of the ISA.
 *
 * The form is lines of a console among others, each
 *
 *	plat#NUMBER WORD ARGUMENT... CHECKSUM
 *
 * NUMBER counts the lines from 0; CHECKSUM is the CRC-32 (IEEE 802.3) of what
 * is between "plat#" and the blank before it, 8 digits. All numbers are
 * hexadecimal; DATA is base64 (RFC 4648, 4), 48 bytes at the most.
 *
 *	begin 1 ISA SIGNAL           the first line: version, "x86_64", "arm64"
 *	lcpu NUMBER STATE            an lcpu; the first is the one that crashed
 *	reg OFFSET DATA              bytes of the frame that vectors.S leaves,
 *	                             of the last lcpu named, if it has one
 *	mem ADDRESS SIZE             memory follows, zeroes but for:
 *	data ADDRESS DATA            bytes in the last range of memory named
 *	end                          the last line
 */
#ifndef COMMON_POWER_FORM_H
#define COMMON_POWER_FORM_H

#include <plat/types.h>

#include "common/power/backtrace.h"

#define PLAT_FORM_VERSION 1u

/* Of a frame. */
struct plat_form_regs {
	uint64_t pc, sp, fp;
};

extern const char plat_form_isa[8];
extern const size_t plat_form_frame_bytes;

void plat_form_regs(const void *frame, struct plat_form_regs *regs);

/**
 * A frame as an exception in the call that made @at would have left it.
 *
 * Returns: a static one.
 */
const void *plat_form_frame_of(const struct plat_frame *at);

#endif /* COMMON_POWER_FORM_H */
