/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The string functions that the kit and its compiler need, with the meaning
 * that ISO C gives them. Each is in a member of libplat.a of its own, so that
 * a guest's libc may bring its own instead.
 */
#ifndef PLAT_STRING_H
#define PLAT_STRING_H

#include <stddef.h>

void *memcpy(void *restrict dst, const void *restrict src, size_t n);
void *memmove(void *dst, const void *src, size_t n);
void *memset(void *s, int c, size_t n);
int memcmp(const void *a, const void *b, size_t n);
void *memchr(const void *s, int c, size_t n);
size_t strlen(const char *s);
size_t strnlen(const char *s, size_t n);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t n);
char *strchr(const char *s, int c);
char *strrchr(const char *s, int c);

#endif /* PLAT_STRING_H */
