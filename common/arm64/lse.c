/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which form the compiler's atomic operations take, in libgcc: by FEAT_LSE, or
 * by exclusive loads and stores. The name is theirs (gcc, -moutline-atomics).
 * Exclusive ones until the cpu stage has looked: both can be mixed.
 */
#include "common/arm64/cpu.h"

bool __aarch64_have_lse_atomics;
