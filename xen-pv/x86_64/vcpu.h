/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen PV: what assembly finds by GS, and Xen's numbers that it needs: checked
 * against Xen's headers in traps.c.
 */
#ifndef XEN_PV_X86_64_VCPU_H
#define XEN_PV_X86_64_VCPU_H

/*
 * The physical address of the first frame. Xen maps, and so takes as memory, all
 * up to a multiple of 4 MiB of virtual addresses behind the image: what lies in
 * front of the image is for other ways to boot, and is none here.
 */
#define PLAT_XEN_PV_BASE 0x100000

/* Bytes of a stub of plat_xen_pv_vectors. */
#define VECTOR_BYTES 16

/* In plat_xen_pv_vcpu, a struct vcpu_info. */
#define VCPU_PENDING 0
#define VCPU_MASK    1
#define VCPU_CR2     16

/* In plat_xen_pv_stacks: tops, as IST has them natively. */
#define STACKS_IRQ      0
#define STACKS_FAULT    8
#define STACKS_CRITICAL 16

/* In struct start_info. */
#define START_INFO_MFN_LIST 104

/* In the hypercall page. */
#define HYPERCALL_IRET        (23 * 32)
#define HYPERCALL_XEN_VERSION (17 * 32)
#define HYPERCALL_SCHED_OP    (29 * 32)
#define HYPERCALL_SET_SEGMENT_BASE (25 * 32)

#define SCHED_BLOCK 1

#endif /* XEN_PV_X86_64_VCPU_H */
