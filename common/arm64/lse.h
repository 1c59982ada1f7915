/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which form the compiler's atomic operations take, in libgcc: by FEAT_LSE, or
 * by exclusive loads and stores. The name is theirs (gcc, -moutline-atomics).
 * Exclusive ones until the cpu stage has looked: both can be mixed.
 */
#ifndef COMMON_ARM64_LSE_H
#define COMMON_ARM64_LSE_H

#include <stdbool.h>

extern bool __aarch64_have_lse_atomics;

#endif /* COMMON_ARM64_LSE_H */
