/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A domain that tests the test bed, not the kit: an Image that does what its
 * command line says: "do=X TEXT" prints TEXT, with newlines for semicolons,
 * and ends as the letter X says:
 *
 *   p poweroff   r reboot   c crash   w watchdog   h never
 *
 * It prints to the console ring or, if it has none, by console_io.
 *
 * Source: xen/include/public/, of Xen 4.17; Linux,
 * Documentation/arch/arm64/booting.rst.
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

/* struct xencons_interface */
#define RING_OUT 1024
#define RING_OUT_SIZE 2048
#define RING_OUT_PROD 3084

	.macro hypercall nr
	mov	x16, #\nr
	hvc	#0xea1
	.endm

	.text
	.globl	header
header:
	b	start
	.long	0
	.quad	0			/* text_offset */
	.quad	image_size
	.quad	0xa			/* little endian, 4 KiB pages, anywhere */
	.quad	0, 0, 0
	.ascii	"ARM\x64"
	.long	0

/* x19: the letter X; x20: the end of the text in the buffer */
start:
	adrp	x20, buffer
	add	x20, x20, :lo12:buffer
	mov	x21, x20
find:	ldrb	w1, [x0], #1		/* somewhere in the devicetree */
	cmp	w1, #'d'
	b.ne	find
	ldrb	w1, [x0]
	cmp	w1, #'o'
	b.ne	find
	ldrb	w1, [x0, #1]
	cmp	w1, #'='
	b.ne	find
	ldrb	w19, [x0, #2]
	ldrb	w1, [x0, #3]
	add	x0, x0, #4
	cbz	w1, print
copy:	ldrb	w1, [x0], #1
	cbz	w1, print
	cmp	w1, #';'
	b.ne	1f
	mov	w1, #'\n'
1:	strb	w1, [x20], #1
	b	copy

print:	mov	w0, #HVM_PARAM_CONSOLE_PFN
	bl	parameter
	cbz	x0, without_ring
	lsl	x0, x0, #12
	ldr	w1, [x0, #RING_OUT_PROD]
	add	x2, x0, #RING_OUT
2:	cmp	x21, x20
	b.eq	3f
	ldrb	w3, [x21], #1
	and	w4, w1, #(RING_OUT_SIZE - 1)
	strb	w3, [x2, w4, uxtw]
	add	w1, w1, #1
	b	2b
3:	dmb	sy
	str	w1, [x0, #RING_OUT_PROD]
	mov	w0, #HVM_PARAM_CONSOLE_EVTCHN
	bl	parameter
	adr	x1, argument
	str	w0, [x1]
	mov	x0, #EVTCHNOP_send
	hypercall HYPERVISOR_event_channel_op
	b	end

without_ring:
	mov	x0, #0			/* CONSOLEIO_write */
	sub	x1, x20, x21
	mov	x2, x21
	hypercall HYPERVISOR_console_io

end:	cmp	w19, #'h'
	b.eq	end
	mov	w0, #0
	mov	w1, #1
	cmp	w19, #'r'
	csel	w0, w1, w0, eq
	mov	w1, #3
	cmp	w19, #'c'
	csel	w0, w1, w0, eq
	mov	w1, #4
	cmp	w19, #'w'
	csel	w0, w1, w0, eq
	adr	x1, argument
	str	w0, [x1]
	mov	x0, #SCHEDOP_shutdown
	hypercall HYPERVISOR_sched_op
	b	.

/* w0: the index of a parameter. Returns its value, or 0. */
parameter:
	adr	x1, hvm_param
	str	w0, [x1, #4]
	str	xzr, [x1, #8]
	mov	x0, #HVMOP_get_param
	hypercall HYPERVISOR_hvm_op
	adr	x1, hvm_param
	ldr	x0, [x1, #8]
	ret

	.align	3
hvm_param:
	.short	DOMID_SELF, 0
	.long	0
	.quad	0
argument:
	.quad	0

	.section .notes, "a", @note
	.align	2
	.long	7, 4, 1
	.asciz	"Plinth"
	.align	2
	.asciz	"bed"

	.bss
	.align	12
buffer:
	.skip	4096
