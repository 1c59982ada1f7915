/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The stub on x86_64: the image is linked to a fixed physical address, so its
 * segments are moved there, by code that runs outside of it, without paging:
 * the firmware's page tables may lie where the image goes.
 */
#include "common/efi/payload.h"
#include "common/efi/stub.h"

#include <plat/string.h>

/* The mover's page: its code, and at the end its stack. */
#define MOVER_BYTES PLAT_PAGE_SIZE

extern const uint8_t plat_efi_mover[] __attribute__((visibility("hidden")));
extern const uint8_t plat_efi_mover_end[]
    __attribute__((visibility("hidden")));

typedef PLAT_NORETURN void (*mover)(uint32_t payload, uint32_t handover,
				    uint32_t page);

struct room {
	uint8_t page[MOVER_BYTES];
	uint8_t payload[];
};

/* Whether the mover, which has 32-bit addresses, finds the payload unharmed
 * where the firmware put it. */
static bool is_reachable(const struct plat_efi_stub *stub)
{
	uint64_t start = (uintptr_t)&plat_efi_payload;
	uint64_t end = start + plat_efi_payload.bytes;

	return end <= PLAT_GIB(4) &&
	       (end <= stub->target.start.v ||
		start >= stub->target.start.v + stub->target.size);
}

efi_status plat_efi_prepare(struct plat_efi_stub *stub)
{
	uint64_t pa, size = sizeof(struct room);
	efi_status status;
	struct room *room;

	stub->target = (struct plat_pa_range){
		plat_pa(plat_efi_payload.start_pa),
		plat_efi_payload.end_pa - plat_efi_payload.start_pa};
	stub->limit = PLAT_GIB(4);
	status = plat_efi_check_target(stub);
	if (status)
		return status;
	if (!is_reachable(stub))
		size += plat_efi_payload.bytes;
	status = plat_efi_alloc(stub, size, EFI_PAGE_SIZE, stub->limit, &pa);
	if (status)
		return plat_efi_refuse(stub, status,
				       "no memory below 4 GiB to start from");
	room = (struct room *)(uintptr_t)pa;
	memcpy(room->page, plat_efi_mover,
	       (size_t)(plat_efi_mover_end - plat_efi_mover));
	if (!is_reachable(stub))
		memcpy(room->payload, &plat_efi_payload,
		       plat_efi_payload.bytes);
	stub->isa = room;
	return EFI_SUCCESS;
}

void plat_efi_enter(struct plat_efi_stub *stub)
{
	struct room *room = stub->isa;
	const void *payload = is_reachable(stub) ? (void *)&plat_efi_payload
						 : room->payload;
	mover move = (mover)(uintptr_t)room->page;

	move((uint32_t)(uintptr_t)payload,
	     (uint32_t)(uintptr_t)stub->handover, (uint32_t)(uintptr_t)room);
}
