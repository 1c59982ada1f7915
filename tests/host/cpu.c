/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/arch/cpu.h>

void (*host_interrupt)(void);
__thread bool host_irqs_off;
