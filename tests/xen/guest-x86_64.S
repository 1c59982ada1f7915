/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A domain that tests the test bed, not the kit. It is entered as PVH and as
 * PV, and does what its command line says: "do=X TEXT" prints TEXT, with
 * newlines for semicolons, and ends as the letter X says:
 *
 *   p poweroff   r reboot   c crash   w watchdog   h never
 *   t by a fault that nothing handles
 *   m poweroff, after the first module has been printed, too
 *   e poweroff, but TEXT is printed to port 0xe9 (only as PVH)
 *
 * Source: xen/include/public/, of Xen 4.17.
 */
#define HYPERVISOR_console_io 18
#define HYPERVISOR_sched_op 29
#define HYPERVISOR_event_channel_op 32
#define HYPERVISOR_hvm_op 34
#define SCHEDOP_shutdown 2
#define EVTCHNOP_send 4
#define HVMOP_get_param 1
#define HVM_PARAM_CONSOLE_PFN 17
#define HVM_PARAM_CONSOLE_EVTCHN 18
#define DOMID_SELF 0x7ff0
#define SIF_INITDOMAIN 2
#define MACH2PHYS 0xffff800000000000

/* struct xencons_interface */
#define RING_OUT 1024
#define RING_OUT_SIZE 2048
#define RING_OUT_PROD 3084

/* struct hvm_start_info, struct hvm_modlist_entry */
#define START_MODLIST 16
#define START_CMDLINE 24
#define MODULE_SIZE 8

/* struct start_info */
#define PV_FLAGS 48
#define PV_CONSOLE_MFN 72
#define PV_CONSOLE_EVTCHN 80
#define PV_MOD_START 112
#define PV_MOD_LEN 120
#define PV_CMDLINE 128

	.macro note type, value:vararg
	.align 4
	.long 4, 2f - 1f, \type
	.asciz "Xen"
1:	\value
2:	.align 4
	.endm

	.section .notes, "a", @note
	note 6, .asciz "plinth-bed"
	note 5, .asciz "xen-3.0"
	note 8, .asciz "generic"
	note 1, .quad pv_start
	note 2, .quad hypercall_page
	note 3, .quad 0			/* VIRT_BASE */
	note 4, .quad 0			/* PADDR_OFFSET */
	note 18, .long pvh_start
	.long 7, 4, 1
	.asciz "Plinth"
	.align 4
	.asciz "bed"

/*
 * In both modes, as all addresses are below 4 GiB. From %esi, the command
 * line: %bl is the letter X, and the text is copied to %edi.
 */
	.macro read_orders
1:	mov	(%esi), %eax
	and	$0xffffff, %eax
	inc	%esi
	cmp	$0x3d6f64, %eax		/* "do=" */
	jne	1b
	mov	2(%esi), %bl
	add	$3, %esi
	cmpb	$' ', (%esi)
	jne	4f
	inc	%esi
2:	mov	(%esi), %al
	inc	%esi
	test	%al, %al
	jz	4f
	cmp	$';', %al
	jne	3f
	mov	$'\n', %al
3:	mov	%al, (%edi)
	inc	%edi
	jmp	2b
4:
	.endm

/* From the buffer up to %edi into the console ring at %edx. */
	.macro fill_ring
	mov	$buffer, %esi
	mov	RING_OUT_PROD(%edx), %ecx
1:	cmp	%edi, %esi
	je	2f
	mov	(%esi), %al
	mov	%ecx, %ebp
	and	$(RING_OUT_SIZE - 1), %ebp
	mov	%al, RING_OUT(%edx, %ebp)
	inc	%esi
	inc	%ecx
	jmp	1b
2:	mov	%ecx, RING_OUT_PROD(%edx)
	.endm

/* %eax: SHUTDOWN_*, for the letter %bl; others than these do not get here. */
	.macro shutdown_reason
	xor	%eax, %eax
	cmp	$'r', %bl
	jne	1f
	mov	$1, %eax
1:	cmp	$'c', %bl
	jne	1f
	mov	$3, %eax
1:	cmp	$'w', %bl
	jne	1f
	mov	$4, %eax
1:	mov	%eax, argument
	.endm

/* --- PVH: 32-bit, flat, no paging --------------------------------------- */

	.text
	.code32
	.globl	pvh_start
pvh_start:
	mov	$stack_top, %esp
	mov	%ebx, %ebp
	mov	$0x40000002, %eax	/* Xen's leaf: the page's MSR */
	cpuid
	mov	%ebx, %ecx
	mov	$hypercall_page, %eax
	xor	%edx, %edx
	wrmsr
	mov	START_CMDLINE(%ebp), %esi
	mov	$buffer, %edi
	read_orders
	cmp	$'m', %bl
	jne	1f
	mov	START_MODLIST(%ebp), %eax
	mov	MODULE_SIZE(%eax), %ecx
	mov	(%eax), %esi
	rep movsb
1:	movzbl	%bl, %ebx
	push	%ebx
	call	print32
	pop	%ebx
	cmp	$'h', %bl
1:	je	1b
	cmp	$'t', %bl
	jne	1f
	lidt	no_idt
	ud2
1:	shutdown_reason
	mov	$SCHEDOP_shutdown, %ebx
	mov	$argument, %ecx
	call	hypercall_page + 32 * HYPERVISOR_sched_op
	ud2

/* The buffer, up to %edi: to where the letter %bl wants it. */
print32:
	cmp	$'e', %bl
	je	debug_port
	mov	$HVM_PARAM_CONSOLE_PFN, %eax
	call	parameter
	test	%eax, %eax
	jz	as_dom0
	shl	$12, %eax
	mov	%eax, %edx
	fill_ring
	mov	$HVM_PARAM_CONSOLE_EVTCHN, %eax
	call	parameter
	mov	%eax, argument
	mov	$EVTCHNOP_send, %ebx
	mov	$argument, %ecx
	call	hypercall_page + 32 * HYPERVISOR_event_channel_op
	ret

as_dom0:
	xor	%ebx, %ebx		/* CONSOLEIO_write */
	mov	%edi, %ecx
	sub	$buffer, %ecx
	mov	$buffer, %edx
	call	hypercall_page + 32 * HYPERVISOR_console_io
	ret

debug_port:
	mov	$buffer, %esi
	mov	%edi, %ecx
	sub	%esi, %ecx
	mov	$0xe9, %edx
	rep outsb
	ret

/* %eax = the parameter of index %eax, or 0 */
parameter:
	mov	%eax, hvm_param_index
	movl	$0, hvm_param_value
	mov	$HVMOP_get_param, %ebx
	mov	$hvm_param, %ecx
	call	hypercall_page + 32 * HYPERVISOR_hvm_op
	mov	hvm_param_value, %eax
	ret

/* --- PV: 64-bit, at the same addresses ---------------------------------- */

	.code64
	.globl	pv_start
pv_start:
	mov	%rsi, %r12
	lea	PV_CMDLINE(%r12), %esi
	mov	$buffer, %edi
	read_orders
	cmp	$'m', %bl
	jne	1f
	mov	PV_MOD_LEN(%r12), %ecx
	mov	PV_MOD_START(%r12), %esi
	rep movsb
1:	testl	$SIF_INITDOMAIN, PV_FLAGS(%r12)
	jnz	pv_dom0
	movabs	$MACH2PHYS, %rax
	mov	PV_CONSOLE_MFN(%r12), %rdx
	mov	(%rax, %rdx, 8), %rdx
	shl	$12, %rdx
	fill_ring
	mov	PV_CONSOLE_EVTCHN(%r12), %eax
	mov	%eax, argument
	mov	$EVTCHNOP_send, %edi
	mov	$argument, %esi
	call	hypercall_page + 32 * HYPERVISOR_event_channel_op
pv_end:
	cmp	$'h', %bl
1:	je	1b
	cmp	$'t', %bl
	jne	1f
	ud2				/* no handler: Xen crashes the domain */
1:	shutdown_reason
	mov	$SCHEDOP_shutdown, %edi
	mov	$argument, %esi
	call	hypercall_page + 32 * HYPERVISOR_sched_op
	ud2

pv_dom0:
	mov	%edi, %esi
	sub	$buffer, %esi
	xor	%edi, %edi		/* CONSOLEIO_write */
	mov	$buffer, %edx
	call	hypercall_page + 32 * HYPERVISOR_console_io
	jmp	pv_end

	.data
argument:
	.long	0
hvm_param:
	.short	DOMID_SELF, 0
hvm_param_index:
	.long	0
hvm_param_value:
	.quad	0
no_idt:
	.short	0
	.long	0

	.section .hypercalls, "ax"
	.align	4096
hypercall_page:
	.skip	4096, 0xcc

	.bss
	.skip	4096
stack_top:
buffer:
	.skip	2048
