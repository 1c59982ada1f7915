/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/log/format.h"

#include <plat/log.h>
#include <plat/string.h>

static const char flags[] = "-0#+ ";

#define LEFT      (1u << 0)
#define ZERO      (1u << 1)
#define ALTERNATE (1u << 2)
#define PLUS      (1u << 3)
#define SPACE     (1u << 4)

/* One conversion: %[flags][width][.precision][length]letter. */
struct spec {
	unsigned int flags; /* bit i: flags[i] */
	bool has_precision;
	unsigned int width;
	unsigned int precision;
	unsigned int bits;  /* of the argument */
	char letter;
};

/* Long enough for 64 bits in octal, and a prefix. */
#define NUMBER_MAX 24

/* A width beyond this is a mistake or an attack: fill no more than it. */
#define WIDTH_MAX 255u

static void put(struct plat_format_sink *sink, const char *text, size_t length)
{
	if (length == 0)
		return;
	sink->total += length;
	sink->put(sink, text, length);
}

static void fill(struct plat_format_sink *sink, const char *one, size_t count)
{
	while (count--)
		put(sink, one, 1);
}

static uint64_t next_arg(struct plat_format_args *args, unsigned int bits)
{
	if (!args->values) {
		if (bits <= 32)
			return va_arg(args->list, unsigned int);
		return va_arg(args->list, uint64_t);
	}
	if (args->nr_values == 0)
		return 0;
	args->nr_values--;
	return *args->values++;
}

static const char *parse_number(const char *p, unsigned int *number,
				struct plat_format_args *args)
{
	*number = 0;
	if (*p == '*') {
		int value = (int)next_arg(args, 32);

		*number = value > 0 ? (unsigned int)value : 0;
		p++;
	} else {
		for (; *p >= '0' && *p <= '9'; p++) {
			if (*number <= WIDTH_MAX)
				*number = *number * 10 + (unsigned int)(*p - '0');
		}
	}
	if (*number > WIDTH_MAX)
		*number = WIDTH_MAX;
	return p;
}

static const char *parse_flags(const char *p, struct spec *spec)
{
	const char *flag;

	while (*p && (flag = strchr(flags, *p)) != NULL) {
		spec->flags |= 1u << (flag - flags);
		p++;
	}
	return p;
}

static const char *parse_length(const char *p, struct spec *spec)
{
	for (spec->bits = 32;; p++) {
		if (*p == 'h' && spec->bits > 8)
			spec->bits /= 2;
		else if (*p == 'l' || *p == 'z' || *p == 'j' || *p == 't')
			spec->bits = 64;
		else
			return p;
	}
}

/* @p is behind the '%'. Returns where the format goes on. */
static const char *parse_spec(const char *p, struct spec *spec,
			      struct plat_format_args *args)
{
	memset(spec, 0, sizeof(*spec));
	p = parse_flags(p, spec);
	p = parse_number(p, &spec->width, args);
	if (*p == '.') {
		spec->has_precision = true;
		p = parse_number(p + 1, &spec->precision, args);
	}
	p = parse_length(p, spec);
	spec->letter = *p;
	return *p ? p + 1 : p;
}

/* @prefix, @zeros zeros and @text, as wide as @spec wants it. */
static void put_field(struct plat_format_sink *sink, const struct spec *spec,
		      const char *prefix, size_t zeros, const char *text,
		      size_t length)
{
	size_t prefix_length = strlen(prefix);
	size_t total = prefix_length + zeros + length;
	size_t padding = spec->width > total ? spec->width - total : 0;

	if (!(spec->flags & LEFT))
		fill(sink, " ", padding);
	put(sink, prefix, prefix_length);
	fill(sink, "0", zeros);
	put(sink, text, length);
	if (spec->flags & LEFT)
		fill(sink, " ", padding);
}

/* The digits of @value, right-aligned in @buf; returns their first. */
static char *digits(char buf[NUMBER_MAX], uint64_t value, unsigned int base,
		    bool upper)
{
	const char *set = upper ? "0123456789ABCDEF" : "0123456789abcdef";
	char *p = buf + NUMBER_MAX;

	do {
		*--p = set[value % base];
		value /= base;
	} while (value);
	return p;
}

static void put_number(struct plat_format_sink *sink, const struct spec *spec,
		       uint64_t value, unsigned int base, const char *prefix)
{
	char buf[NUMBER_MAX];
	char *p = digits(buf, value, base, spec->letter == 'X');
	size_t length = (size_t)(buf + NUMBER_MAX - p);
	size_t wanted = spec->precision;

	if (spec->has_precision && wanted == 0 && value == 0)
		length = 0;
	if ((spec->flags & (ZERO | LEFT)) == ZERO && !spec->has_precision &&
	    spec->width > strlen(prefix))
		wanted = spec->width - strlen(prefix);
	put_field(sink, spec, prefix, wanted > length ? wanted - length : 0, p,
		  length);
}

static void put_signed(struct plat_format_sink *sink, const struct spec *spec,
		       uint64_t value)
{
	unsigned int unused = 64 - spec->bits;
	int64_t number = (int64_t)(value << unused) >> unused;
	const char *prefix = spec->flags & PLUS    ? "+"
			     : spec->flags & SPACE ? " "
						   : "";

	value = (uint64_t)number;
	if (number < 0) {
		prefix = "-";
		value = 0 - value;
	}
	put_number(sink, spec, value, 10, prefix);
}

static void put_unsigned(struct plat_format_sink *sink,
			 const struct spec *spec, uint64_t value)
{
	unsigned int unused = 64 - spec->bits;
	const char *prefix = "";
	unsigned int base = 16;

	value = value << unused >> unused;
	if (spec->letter == 'u')
		base = 10;
	else if (spec->letter == 'o')
		base = 8;
	if (spec->letter == 'p')
		prefix = "0x";
	else if (spec->flags & ALTERNATE && value && base != 10)
		prefix = base == 8 ? "0" : spec->letter == 'X' ? "0X" : "0x";
	put_number(sink, spec, value, base, prefix);
}

static void put_string(struct plat_format_sink *sink, const struct spec *spec,
		       const char *text)
{
	if (!text)
		text = "(null)";
	put_field(sink, spec, "", 0, text,
		  strnlen(text, spec->has_precision ? spec->precision
						    : SIZE_MAX));
}

/* Returns false where the letter is none that is known. */
static bool convert(struct plat_format_sink *sink, struct spec *spec,
		    struct plat_format_args *args)
{
	char c;

	switch (spec->letter) {
	case 'd':
	case 'i':
		put_signed(sink, spec, next_arg(args, spec->bits));
		return true;
	case 'p':
		spec->bits = 64;
		/* fallthrough */
	case 'u':
	case 'o':
	case 'x':
	case 'X':
		put_unsigned(sink, spec, next_arg(args, spec->bits));
		return true;
	case 'c':
		c = (char)next_arg(args, 32);
		put_field(sink, spec, "", 0, &c, 1);
		return true;
	case 's':
		put_string(sink, spec,
			   (const char *)(uintptr_t)next_arg(args, 64));
		return true;
	case '%':
		put(sink, "%", 1);
		return true;
	default:
		return false;
	}
}

PLAT_COLD void plat_format(struct plat_format_sink *sink, const char *format,
		 struct plat_format_args *args)
{
	while (*format) {
		const char *percent = strchr(format, '%');
		struct spec spec;
		const char *next;

		if (!percent) {
			put(sink, format, strlen(format));
			return;
		}
		put(sink, format, (size_t)(percent - format));
		next = parse_spec(percent + 1, &spec, args);
		if (!convert(sink, &spec, args))
			put(sink, percent, (size_t)(next - percent));
		format = next;
	}
}

struct buffer_sink {
	struct plat_format_sink sink;
	char *buf;
	size_t size;
};

static void buffer_put(struct plat_format_sink *sink, const char *text,
		       size_t length)
{
	struct buffer_sink *b = (struct buffer_sink *)sink;
	size_t at = sink->total - length;

	if (at >= b->size)
		return;
	if (length > b->size - at)
		length = b->size - at;
	memcpy(b->buf + at, text, length);
}

PLAT_COLD int plat_vsnprintf(char *buf, size_t size, const char *format,
			     va_list args)
{
	struct buffer_sink b = {.sink.put = buffer_put, .buf = buf};
	struct plat_format_args a = {0};

	b.size = size ? size - 1 : 0;
	va_copy(a.list, args);
	plat_format(&b.sink, format, &a);
	va_end(a.list);
	if (size)
		buf[b.sink.total < size ? b.sink.total : size - 1] = '\0';
	return (int)b.sink.total;
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
