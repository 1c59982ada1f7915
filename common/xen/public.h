/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen's own public headers, of libxen-dev, in their latest interface. They need
 * the types of <stdint.h> and nothing else of a C library.
 */
#ifndef COMMON_XEN_PUBLIC_H
#define COMMON_XEN_PUBLIC_H

#include <stddef.h>
#include <stdint.h>

#define __XEN_INTERFACE_VERSION__ 0x00040e00

#include <xen/xen.h>

#include <xen/event_channel.h>
#include <xen/features.h>
#include <xen/memory.h>
#include <xen/sched.h>
#include <xen/vcpu.h>
#include <xen/version.h>

#include <xen/hvm/hvm_op.h>
#include <xen/hvm/params.h>

#endif /* COMMON_XEN_PUBLIC_H */
