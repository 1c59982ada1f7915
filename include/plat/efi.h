/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A boot by UEFI firmware. The image is an EFI application: its stub asks the
 * firmware for all that the core wants to know, leaves boot services, and
 * hands over what it heard.
 */
#ifndef PLAT_EFI_H
#define PLAT_EFI_H

#include <plat/bootinfo.h>

/**
 * Take what the stub's handover at @handover tells into @bi: memory, command
 * line, initrd, the addresses of the RSDP and the devicetree. What is
 * malformed is logged and left out.
 *
 * Requires: @bi is zeroed but for its list of MRDs, which is begun.
 * Context:  the boot lcpu, before anything is allocated: all of the handover
 *           lies in memory that is free from then on.
 * Returns:  0; -PLAT_ENOENT: all is taken, but there is no memory map;
 *           -PLAT_EPROTO: there is no handover at @handover, @bi is as it
 *           was; -PLAT_ENOMEM: the list of MRDs is full of what must not be
 *           lost.
 * Source:   UEFI Specification 2.10, 7.2; Devicetree Specification 0.4, 5.2.
 */
PLAT_MUST_CHECK
int plat_efi_parse(struct plat_bootinfo *bi, plat_pa_t handover);

/**
 * What the firmware's clock said when boot services were left, and what the
 * CPU's counter had then: where firmware keeps the clock's device for itself,
 * it is known no other way.
 *
 * @ns: since 1970-01-01 00:00 UTC; a time without a zone is UTC.
 *
 * Context:  after plat_efi_parse().
 * Returns:  0; -PLAT_ENOENT: not booted by EFI, or there is no clock;
 *           -PLAT_EINVAL: no such date, or one after 2500.
 * Source:   UEFI Specification 2.10, 8.3.1.
 */
PLAT_MUST_CHECK
int plat_efi_wall_ns(uint64_t *ns, uint64_t *counter);

#endif /* PLAT_EFI_H */
