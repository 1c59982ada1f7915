/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/fault/serve.h"

#include <plat/errno.h>
#include <plat/lcpu_data.h>
#include <plat/log.h>

extern const struct plat_fault_server plat_fault_servers_begin[],
	plat_fault_servers_end[];

/* A fault of a server: it would be asked while it has not answered. */
static PLAT_LCPU_DATA uint32_t is_serving;

static int ask(const struct plat_fault *fault, char *why)
{
	const struct plat_fault_server *server = plat_fault_servers_begin;
	int err = -PLAT_ENOENT;

	for (; server < plat_fault_servers_end; server++) {
		if (err != -PLAT_ENOENT && err != -PLAT_EAGAIN)
			break;
		err = server->serve(fault, why, PLAT_FAULT_WHY_BYTES);
	}
	return err;
}

/* Those that can serve a server. */
static int ask_for_server(const struct plat_fault *fault, char *why)
{
	const struct plat_fault_server *server = plat_fault_servers_begin;

	for (; server < plat_fault_servers_end; server++) {
		if (server->serves_servers &&
		    !server->serve(fault, why, PLAT_FAULT_WHY_BYTES))
			return 0;
	}
	return -PLAT_EBUSY;
}

bool plat_fault_serve(const struct plat_fault *fault, char *why)
{
	bool is_nested = plat_lcpu_get(is_serving);
	int err;

	why[0] = '\0';
	if (is_nested) {
		err = ask_for_server(fault, why);
	} else {
		plat_lcpu_set(is_serving, 1);
		err = ask(fault, why);
		plat_lcpu_set(is_serving, 0);
	}
	if (err && !why[0])
		plat_snprintf(why, PLAT_FAULT_WHY_BYTES, "%s: %s%s",
			      plat_fault_place(fault->va),
			      fault->is_present ? "the page does not allow it"
						: "nothing is mapped there",
			      is_nested ? ", in the handler of a fault" : "");
	return !err;
}
