/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_BOOT_BOOT_H
#define COMMON_BOOT_BOOT_H

#include <plat/bootinfo.h>
#include <plat/types.h>

/**
 * Where every protocol's entry code ends: C, on the boot lcpu.
 *
 * @arg: the protocol's argument, a physical address.
 * Requires: the image window is mapped, bss is zero, the stack is the main
 *           stack, the canary is set, interrupts are off.
 */
PLAT_NORETURN PLAT_ROOT_FRAME void plat_boot(enum plat_protocol protocol, plat_pa_t arg);

/**
 * Run the term hooks of the stages that came up, in reverse.
 *
 * Context: the boot lcpu, not in a handler.
 */
void plat_stages_down(void);

/**
 * Whether all stages have come up, and none has gone down: constructors or main
 * run.
 *
 * Context: any.
 */
bool plat_stages_are_up(void);

#endif /* COMMON_BOOT_BOOT_H */
