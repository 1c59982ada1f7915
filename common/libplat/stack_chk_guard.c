/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The stack protector's canary. The entry code sets it before the first C
 * function. In a member of its own, since a guest's libc may have one.
 */
#include <stdint.h>

extern uintptr_t __stack_chk_guard;

uintptr_t __stack_chk_guard;
