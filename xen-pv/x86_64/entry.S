/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The entry of a paravirtual domain, and what it tells the domain builder:
 * 64-bit mode, in ring 3, with page tables of Xen's that map the image where it
 * was linked to, %rsi = the start info there. xen/include/public/xen.h, elfnote.h.
 *
 * bss is zero: who loads an ELF file sees to that.
 */
#include "asm-offsets.h"
#include "common/x86_64/asm.h"
#include "xen-pv/x86_64/vcpu.h"

/* xen/include/public/elfnote.h */
#define XEN_ELFNOTE_ENTRY              1
#define XEN_ELFNOTE_HYPERCALL_PAGE     2
#define XEN_ELFNOTE_VIRT_BASE          3
#define XEN_ELFNOTE_PADDR_OFFSET       4
#define XEN_ELFNOTE_XEN_VERSION        5
#define XEN_ELFNOTE_GUEST_OS           6
#define XEN_ELFNOTE_LOADER             8
#define XEN_ELFNOTE_SUSPEND_CANCEL     14
#define XEN_ELFNOTE_INIT_P2M           15
#define XEN_ELFNOTE_MOD_START_PFN      16
#define XEN_ELFNOTE_SUPPORTED_FEATURES 17

/* xen/include/public/features.h: names are told by PHYS32_ENTRY's side. */
#define XENFEAT_pae_pgdir_above_4gb   4
#define XENFEAT_hvm_callback_vector   8
#define XENFEAT_dom0                  11

#define CPUID1_ECX_RDRAND 30

.macro xen_note type, value:vararg
	.balign 4
	.long 4, 2f - 1f, \type
	.asciz "Xen"
1:	\value
2:	.balign 4
.endm

	.section .note.plat, "a", @note
	xen_note XEN_ELFNOTE_GUEST_OS, .asciz "Plinth"
	xen_note XEN_ELFNOTE_XEN_VERSION, .asciz "xen-3.0"
	xen_note XEN_ELFNOTE_LOADER, .asciz "generic"
	xen_note XEN_ELFNOTE_ENTRY, .quad plat_xen_pv_entry
	xen_note XEN_ELFNOTE_HYPERCALL_PAGE, .quad plat_xen_hypercall_page
	xen_note XEN_ELFNOTE_VIRT_BASE, .quad PLAT_IMAGE_BASE + PLAT_XEN_PV_BASE
	xen_note XEN_ELFNOTE_PADDR_OFFSET, .quad PLAT_XEN_PV_BASE
	xen_note XEN_ELFNOTE_INIT_P2M, .quad PLAT_HOST_BASE
	xen_note XEN_ELFNOTE_MOD_START_PFN, .long 1
	xen_note XEN_ELFNOTE_SUSPEND_CANCEL, .long 1
	xen_note XEN_ELFNOTE_SUPPORTED_FEATURES, .long \
		1 << XENFEAT_pae_pgdir_above_4gb | \
		1 << XENFEAT_hvm_callback_vector | 1 << XENFEAT_dom0

	.section .text.plat_xen_pv_entry, "ax"
	.code64
func plat_xen_pv_entry
	cld
	mov $plat_stack_main, %rsp
	mov %rsi, plat_xen_pv_start_info

	/* The stack protector's canary, before any C: as in entry.S. CPUID is
	 * not Xen's here: only what needs no privilege is asked for. */
	mov $1, %eax
	cpuid
	bt $CPUID1_ECX_RDRAND, %ecx
	jnc 1f
	rdrand %rax
	jc 2f
1:	rdtsc
	shl $32, %rdx
	or %rdx, %rax
	mov $0x9e3779b97f4a7c15, %rcx
	imul %rcx, %rax
2:	mov $0, %al
	mov %rax, __stack_chk_guard

	mov plat_xen_pv_start_info, %rdi
	xor %ebp, %ebp			/* the outermost frame */
	call plat_xen_pv_begin
	mov $PROTOCOL_XEN_PV, %edi
	mov plat_xen_pv_start_info, %rsi
	sub $PLAT_IMAGE_BASE, %rsi
	call plat_boot
	ud2
endfunc plat_xen_pv_entry

	.section .note.GNU-stack, "", @progbits
