/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Per-lcpu data: objects of which each lcpu has one of its own. Declared as
 * any other, with a mark:
 *
 *	static PLAT_LCPU_DATA uint32_t depth;
 *	extern PLAT_LCPU_DATA struct cache plat_cache;
 *
 * and reached through the macros below, never by the name alone. All begin
 * as zeroes, and cannot be initialised. What an lcpu finds is its own as long
 * as the code cannot move to another lcpu: with interrupts off, in an
 * interrupt handler, or in a guest without threads.
 *
 * An object's place is its address in the image plus the lcpu's base, which
 * GS (x86_64) or TPIDR_EL1 (arm64) holds: 0 on the boot lcpu, whose objects
 * are those of the image.
 */
#ifndef PLAT_LCPU_DATA_H
#define PLAT_LCPU_DATA_H

#include <plat/arch/lcpu_data.h>
#include <plat/types.h>

/* PLAT_LCPU_DATA, plat_lcpu_get(), plat_lcpu_set(), plat_lcpu_add() and
 * plat_lcpu_base() are the ISA's:
 *
 * PLAT_LCPU_DATA		the mark, behind "static" or "extern"
 * plat_lcpu_get(object)	the value of this lcpu's @object, a scalar
 * plat_lcpu_set(object, value)	give it a value
 * plat_lcpu_add(object, value)	add to it: one instruction on x86_64, so that
 *				an interrupt comes before or after it
 * uintptr_t plat_lcpu_base(void)
 *
 * plat_lcpu_own(object)	where it is, for this lcpu only: a pointer of a
 *				type of the ISA's own, for __auto_type; cheaper
 *				than plat_lcpu_ptr() on x86_64
 *
 * A word that is this lcpu's, though others may change it, too, at any time,
 * is changed in two steps, with nothing in between that reads or writes
 * memory; cheaper than <plat/atomic.h> where the ISA has a reservation:
 *
 * plat_lcpu_word_t		where it is: the type of plat_lcpu_own() of a
 *				uint64_t
 * uint64_t plat_lcpu_word_load(plat_lcpu_word_t p)
 *				the word; acquire
 * bool plat_lcpu_word_store(plat_lcpu_word_t p, uint64_t seen, uint64_t value)
 *				write @value if the word is still what
 *				plat_lcpu_word_load() saw; release. False: it
 *				was not written, also without a reason: the
 *				caller has another way, and does not insist.
 *				Code that has moved to another lcpu in between
 *				may compare, and write, that one's word
 */

/** The address of this lcpu's @object. */
#define plat_lcpu_ptr(object) plat_lcpu_ptr_at(plat_lcpu_base(), object)

/** The address of @object of the lcpu whose base is @base. */
#define plat_lcpu_ptr_at(base, object)                                     \
	((__typeof__(&(object)))((uintptr_t)&(object) + (base)))

#endif /* PLAT_LCPU_DATA_H */
