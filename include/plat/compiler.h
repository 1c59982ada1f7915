/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What Plinth asks of the compiler (gcc or clang), under names of its own.
 */
#ifndef PLAT_COMPILER_H
#define PLAT_COMPILER_H

#define PLAT_PACKED        __attribute__((packed))
#define PLAT_ALIGNED(n)    __attribute__((aligned(n)))
#define PLAT_SECTION(name) __attribute__((section(name)))
#define PLAT_NORETURN      __attribute__((noreturn))
#define PLAT_PRINTF(f, a)  __attribute__((format(printf, f, a)))
#define PLAT_NOINLINE      __attribute__((noinline))
#define PLAT_ALWAYS_INLINE __attribute__((always_inline))
#define PLAT_COLD          __attribute__((cold, noinline))

/* A function whose frame is neither signed nor has a canary: while no others are
 * on the stack, keys and canary may change. */
#ifdef __aarch64__
#define PLAT_ROOT_FRAME                                                    \
	__attribute__((no_stack_protector,                                 \
		       target("branch-protection=bti")))
#else
#define PLAT_ROOT_FRAME __attribute__((no_stack_protector))
#endif

/* A status that must be looked at. */
#define PLAT_MUST_CHECK __attribute__((warn_unused_result))

/* Kept by the compiler though no C code names it (linker sets). */
#define PLAT_USED __attribute__((used))

#define plat_likely(x)   __builtin_expect(!!(x), 1)
#define plat_unlikely(x) __builtin_expect(!!(x), 0)

/* A compile-time switch of <plat/config.h>, as an expression: both arms of
 * an `if (PLAT_HAS(x))` are compiled. */
#define PLAT_HAS(x) (x)

#define PLAT_ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

#endif /* PLAT_COMPILER_H */
