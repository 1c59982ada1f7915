/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Formatting, with one end open: where text goes.
 */
#ifndef COMMON_LOG_FORMAT_H
#define COMMON_LOG_FORMAT_H

#include <stdarg.h>

#include <plat/types.h>

/* Collects text in @buf. */
struct plat_format_sink {
	char *buf;
	size_t size;   /* of buf */
	size_t length; /* of what is in it */
	size_t total;  /* characters put so far */
	/* Takes a full buffer's text; NULL: what does not fit is left out. */
	void (*flush)(const char *text, size_t length);
};

/**
 * Format @format into @sink. An unknown conversion is put as it stands. An
 * argument may be wider than its conversion says: what is too much is left out.
 *
 * Context: any.
 */
void plat_format(struct plat_format_sink *sink, const char *format,
		 va_list args);

#endif /* COMMON_LOG_FORMAT_H */
