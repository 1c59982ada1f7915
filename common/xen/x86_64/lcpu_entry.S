/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: where Xen has a vCPU begin: in 64-bit mode, with the kernel's page
 * tables and the stack that it was given, but segments of Xen's making: what
 * an interrupt pushes must be a selector of ours.
 */
#include "common/x86_64/asm.h"

	.section .text.plat_xen_lcpu_entry, "ax"
func plat_xen_lcpu_entry
	lgdt plat_gdt_register
	push $SEL_CODE64
	push $plat_x86_lcpu_entry
	lretq
endfunc plat_xen_lcpu_entry

	.section .note.GNU-stack, "", @progbits
