/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of the kvm frontend on x86_64 share.
 */
#ifndef KVM_X86_64_KVM_H
#define KVM_X86_64_KVM_H

#include <plat/frontend.h>

/* bootinfo.c */
int plat_kvm_bootinfo(struct plat_bootinfo *bi, plat_pa_t arg);

/* devices.c */
extern struct plat_console plat_kvm_emergency_console;
extern const struct plat_hooks *const plat_kvm_early_devices[];
extern const struct plat_power *const plat_kvm_power[];

/* clock.c */
extern struct plat_clock *const plat_kvm_clocks[];
int plat_kvm_wall_ns(uint64_t *ns);

#endif /* KVM_X86_64_KVM_H */
