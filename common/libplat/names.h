/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names of numbers, for messages: one text, in which each name stands behind
 * the byte that it is for and ends with a NUL.
 */
#ifndef COMMON_LIBPLAT_NAMES_H
#define COMMON_LIBPLAT_NAMES_H

/* What the last name of a list is for: all numbers that are not before it. */
#define PLAT_NAME_ELSE "\377"

/** The name of @number, below 255, in @names. */
const char *plat_name_of(const char *names, unsigned int number);

#endif /* COMMON_LIBPLAT_NAMES_H */
