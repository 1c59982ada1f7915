/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What Xen says of the domain, and has of its memory.
 */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include <xenctrl.h>
#include <xenforeignmemory.h>

#include "tests/xen/xlook/isa.h"

static xc_interface *xen;
static xenforeignmemory_handle *memory;
static uint32_t domid;

/* The list of domains may be the same in the next release of Xen; what is asked
 * about one is refused: EACCES. */
static int ask_about_one(uint32_t number)
{
	xc_vcpuinfo_t info;

	return xc_vcpu_getinfo(xen, number, 0, &info) && errno == EACCES
		       ? EACCES
		       : 0;
}

int domain_open(uint32_t number, struct domain *domain)
{
	xc_domaininfo_t info;
	int err;

	xen = xc_interface_open(NULL, NULL, 0);
	memory = xenforeignmemory_open(NULL, 0);
	if (!xen || !memory)
		return errno;
	if (xc_domain_getinfolist(xen, number, 1, &info) < 0)
		return errno;
	if (info.domain != number)
		return ENOENT;
	domid = number;
	domain->shared_info = info.shared_info_frame;
	domain->nr_pages = info.tot_pages;
	domain->is_pv = isa_has_pv && !(info.flags & XEN_DOMINF_hvm_guest);
	domain->nr_vcpus = info.max_vcpu_id + 1;
	domain->is_shut_down = info.flags & XEN_DOMINF_shutdown;
	domain->reason =
	    info.flags >> XEN_DOMINF_shutdownshift & XEN_DOMINF_shutdownmask;
	err = ask_about_one(number);
	if (!err)
		isa_open(xen, domid, domain);
	return err;
}

bool domain_vcpu_state(uint32_t vcpu, struct vcpu_state *state)
{
	xc_vcpuinfo_t info;

	if (xc_vcpu_getinfo(xen, domid, vcpu, &info))
		return false;
	state->is_online = info.online;
	state->is_blocked = info.blocked;
	state->ns = info.cpu_time;
	return true;
}

bool domain_vcpu(uint32_t vcpu, struct vcpu *out)
{
	return isa_vcpu(xen, domid, vcpu, out);
}

void domain_pause(void)
{
	(void)xc_domain_pause(xen, domid);
}

void domain_unpause(void)
{
	(void)xc_domain_unpause(xen, domid);
}

bool domain_frame(uint64_t frame, void *to)
{
	xen_pfn_t number = frame;
	int err = 0;
	void *page =
	    xenforeignmemory_map(memory, domid, PROT_READ, 1, &number, &err);

	if (!page)
		return false;
	if (!err)
		memcpy(to, page, PAGE_SIZE);
	(void)xenforeignmemory_unmap(memory, page, 1);
	return !err;
}

bool domain_grant_table(unsigned int version, void *to)
{
	int nr;
	void *table = version == 1
			  ? (void *)xc_gnttab_map_table_v1(xen, domid, &nr)
			  : (void *)xc_gnttab_map_table_v2(xen, domid, &nr);

	if (!table)
		return false;
	memcpy(to, table, PAGE_SIZE);
	return true;
}
