/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/log/format.h"

#include <plat/log.h>
#include <plat/string.h>

static const char flags[] = "-#+ ";

#define LEFT      (1u << 0)
#define ALTERNATE (1u << 1)
#define PLUS      (1u << 2)
#define SPACE     (1u << 3)
#define ZERO      (1u << 4) /* "0", where no number has begun */

/* One conversion: %[flags][width][.precision][length]letter. */
struct format {
	struct plat_format_sink *sink;
	va_list args;
	unsigned int flags; /* bit i: flags[i] */
	unsigned int width;
	unsigned int precision;
	unsigned int bits;  /* of the argument */
	bool has_precision;
	char letter;
};

/* A width or precision beyond this is a mistake or an attack: fill no more
 * than it. Longer than 64 bits in octal. */
#define WIDTH_MAX 255u

/* @count characters: those at @text, or, where @step is 0, always the same. */
static void put(struct plat_format_sink *sink, const char *text, size_t count,
		size_t step)
{
	sink->total += count;
	for (; count; count--, text += step) {
		if (sink->length == sink->size) {
			if (!sink->flush)
				return;
			sink->flush(sink->buf, sink->length);
			sink->length = 0;
		}
		sink->buf[sink->length++] = *text;
	}
}

/* In both ABIs each argument takes 64 bits, of which those that its type does
 * not have are anything (SysV AMD64 3.2.3; AAPCS64 6.8.2). */
PLAT_NOINLINE static uint64_t next_arg(struct format *f)
{
	return va_arg(f->args, uint64_t);
}

/* @c goes on with the number that @before is. */
static unsigned int number_with(unsigned int before, char c, struct format *f)
{
	uint64_t number = before * 10 + (unsigned int)(c - '0');

	if (c == '*')
		number = (uint32_t)next_arg(f);
	if (number > INT32_MAX)
		return 0;
	return number < WIDTH_MAX ? (unsigned int)number : WIDTH_MAX;
}

/* @p is behind the '%'. Returns where the format goes on. */
static const char *parse(struct format *f, const char *p)
{
	unsigned int *number = &f->width;
	const char *flag;

	f->flags = f->width = f->precision = 0;
	f->has_precision = false;
	for (f->bits = 32; *p; p++) {
		if (*p == '0' && *number == 0 && !f->has_precision) {
			f->flags |= ZERO;
		} else if (*p == '*' || (*p >= '0' && *p <= '9')) {
			*number = number_with(*number, *p, f);
		} else if (*p == '.') {
			f->has_precision = true;
			number = &f->precision;
		} else if (*p == 'h' && f->bits > 8) {
			f->bits /= 2;
		} else if (strchr("lzjt", *p)) {
			f->bits = 64;
		} else {
			flag = strchr(flags, *p);
			if (!flag)
				break;
			f->flags |= 1u << (flag - flags);
		}
	}
	f->letter = *p;
	return *p ? p + 1 : p;
}

/* @text as wide as it is wanted. */
static void put_field(const struct format *f, const char *text, size_t length)
{
	size_t padding = f->width > length ? f->width - length : 0;
	size_t left = f->flags & LEFT ? 0 : padding;

	put(f->sink, " ", left, 0);
	put(f->sink, text, length, 1);
	put(f->sink, " ", padding - left, 0);
}

static void put_number(const struct format *f, uint64_t value,
		       unsigned int base, const char *prefix)
{
	char buf[WIDTH_MAX + 2];
	char *end = buf + sizeof(buf);
	char *p = end;
	size_t prefix_length = strlen(prefix);
	size_t wanted = f->has_precision ? f->precision : 1;

	if ((f->flags & (ZERO | LEFT)) == ZERO && !f->has_precision &&
	    f->width > prefix_length)
		wanted = f->width - prefix_length;
	for (; value; value /= base) {
		unsigned int digit = (unsigned int)(value % base);

		if (digit > 9)
			digit += f->letter == 'X' ? 'A' - '9' - 1 : 'a' - '9' - 1;
		*--p = (char)('0' + digit);
	}
	while ((size_t)(end - p) < wanted)
		*--p = '0';
	p -= prefix_length;
	memcpy(p, prefix, prefix_length);
	put_field(f, p, (size_t)(end - p));
}

static const char *sign_of(const struct format *f, bool is_negative)
{
	if (is_negative)
		return "-";
	if (f->flags & PLUS)
		return "+";
	return f->flags & SPACE ? " " : "";
}

static const char *marker_of(const struct format *f, uint64_t value)
{
	if (f->letter == 'p')
		return "0x";
	if (f->letter == 'u' || value == 0 || !(f->flags & ALTERNATE))
		return "";
	return f->letter == 'o' ? "0" : f->letter == 'x' ? "0x" : "0X";
}

static void put_integer(const struct format *f, uint64_t value)
{
	unsigned int unused = f->letter == 'p' ? 0 : 64 - f->bits;
	bool is_signed = f->letter == 'd' || f->letter == 'i';
	unsigned int base = f->letter == 'o' ? 8 : 16;
	int64_t number = (int64_t)(value << unused) >> unused;

	value = value << unused >> unused;
	if (is_signed && number < 0)
		value = 0 - (uint64_t)number;
	if (is_signed || f->letter == 'u')
		base = 10;
	put_number(f, value, base,
		   is_signed ? sign_of(f, number < 0) : marker_of(f, value));
}

static void put_string(const struct format *f, const char *text)
{
	if (!text)
		text = "(null)";
	put_field(f, text,
		  strnlen(text, f->has_precision ? f->precision : SIZE_MAX));
}

static void convert(struct format *f)
{
	uint64_t value = next_arg(f);
	char c = (char)value;

	if (f->letter == 's')
		put_string(f, (const char *)(uintptr_t)value);
	else if (f->letter == 'c')
		put_field(f, &c, 1);
	else
		put_integer(f, value);
}

PLAT_COLD void plat_format(struct plat_format_sink *sink, const char *format,
			   va_list args)
{
	struct format f = {.sink = sink};

	va_copy(f.args, args);
	while (*format) {
		const char *p = format++;

		if (*p == '%')
			format = parse(&f, format);
		if (*p == '%' && f.letter && strchr("diuoxXpcs", f.letter))
			convert(&f);
		else if (*p == '%' && f.letter == '%')
			put(sink, p, 1, 1);
		else
			put(sink, p, (size_t)(format - p), 1);
	}
	va_end(f.args);
}

PLAT_COLD int plat_vsnprintf(char *buf, size_t size, const char *format,
			     va_list args)
{
	struct plat_format_sink sink = {.buf = buf};

	sink.size = size ? size - 1 : 0;
	plat_format(&sink, format, args);
	if (size)
		buf[sink.length] = '\0';
	return (int)sink.total;
}

int plat_snprintf(char *buf, size_t size, const char *format, ...)
{
	va_list args;
	int length;

	va_start(args, format);
	length = plat_vsnprintf(buf, size, format, args);
	va_end(args);
	return length;
}
