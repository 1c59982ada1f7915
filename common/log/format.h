/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Formatting, with its two ends open: where arguments come from (a va_list,
 * or an array of 64-bit values in the log's ring) and where text goes.
 */
#ifndef COMMON_LOG_FORMAT_H
#define COMMON_LOG_FORMAT_H

#include <stdarg.h>

#include <plat/types.h>

/* Arguments: from @values where that is not NULL, else from @list. What lies
 * beyond nr_values reads as 0. */
struct plat_format_args {
	const uint64_t *values;
	unsigned int nr_values;
	va_list list;
};

/* Takes text in pieces, in order. */
struct plat_format_sink {
	void (*put)(struct plat_format_sink *sink, const char *text,
		    size_t length);
	size_t total; /* characters put so far */
};

/**
 * Format @format into @sink. An unknown conversion is put as it stands.
 *
 * Context: any.
 */
void plat_format(struct plat_format_sink *sink, const char *format,
		 struct plat_format_args *args);

#endif /* COMMON_LOG_FORMAT_H */
