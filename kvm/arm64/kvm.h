/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of the kvm frontend on arm64 share.
 */
#ifndef KVM_ARM64_KVM_H
#define KVM_ARM64_KVM_H

#include <plat/frontend.h>

/* bootinfo.c */
int plat_kvm_bootinfo(struct plat_bootinfo *bi, plat_pa_t arg);

/* devices.c */
extern struct plat_console plat_kvm_emergency_console;
extern const struct plat_hooks *const plat_kvm_early_devices[];

#endif /* KVM_ARM64_KVM_H */
