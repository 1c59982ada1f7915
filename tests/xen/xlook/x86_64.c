/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What xlook knows of x86_64: registers as Xen keeps those of an HVM or a PV
 * domain, page tables by the manual alone (Intel SDM 3A 4.5, tables 4-15 to
 * 4-20).
 */
#include <xenctrl.h>
#include <xen/hvm/save.h>

#include "tests/xen/xlook/isa.h"
#include "tests/xen/xlook/pv.h"

#define PRESENT    (UINT64_C(1) << 0)
#define WRITABLE   (UINT64_C(1) << 1)
#define USERS      (UINT64_C(1) << 2)
#define LARGE      (UINT64_C(1) << 7)
#define NO_EXECUTE (UINT64_C(1) << 63)

#define CR4_LA57 (UINT64_C(1) << 12)

const bool isa_has_pv = true;
const bool isa_tells_time = true;
const int isa_ahead_s = 1;
const uint64_t isa_address = UINT64_C(0x000ffffffffff000);

static bool is_pv;

void isa_open(xc_interface *xen, uint32_t domid, const struct domain *domain)
{
	is_pv = domain->is_pv;
	if (is_pv)
		pv_open(xen, domid, domain);
}

uint64_t isa_machine(uint64_t pa)
{
	return is_pv ? pv_machine(pa) : pa;
}

uint64_t isa_guests(uint64_t machine)
{
	return is_pv ? pv_guests(machine) : machine;
}

void isa_look(const struct domain *domain)
{
	if (is_pv)
		pv_look(domain);
}

/* xen/include/public/arch-x86/xen-x86_64.h, HYPERVISOR_VIRT_START. */
bool isa_is_xens(uint64_t va)
{
	return is_pv && va >> 39 >= 256 && va >> 39 < 272;
}

/* The hypercall page has 32 bytes for each hypercall (xen/include/public/
 * arch-x86/xen-x86_64.h). */
static bool is_shutdown(uint64_t rip, uint64_t rdi)
{
	return (rip & PAGE_MASK) / 32 == __HYPERVISOR_sched_op &&
	       rdi == SCHEDOP_shutdown;
}

static bool pv_vcpu(xc_interface *xen, uint32_t domid, uint32_t vcpu,
		    struct vcpu *out)
{
	vcpu_guest_context_any_t context;
	const vcpu_guest_context_x86_64_t *c = &context.x64;
	uint64_t root;

	if (xc_vcpu_getcontext(xen, domid, vcpu, &context))
		return false;
	root = c->ctrlreg[3] & isa_address;
	*out = (struct vcpu){
	    .sp = c->user_regs.rsp,
	    .is_shutdown_op = is_shutdown(c->user_regs.rip, c->user_regs.rdi),
	    .arg = c->user_regs.rsi,
	    .roots = {root, root},
	    .nr_levels = 4,
	};
	return true;
}

bool isa_vcpu(xc_interface *xen, uint32_t domid, uint32_t vcpu,
	      struct vcpu *out)
{
	HVM_SAVE_TYPE(CPU) cpu;

	if (is_pv)
		return pv_vcpu(xen, domid, vcpu, out);
	if (xc_domain_hvm_getcontext_partial(xen, domid, HVM_SAVE_CODE(CPU),
					     (uint16_t)vcpu, &cpu, sizeof(cpu)))
		return false;
	*out = (struct vcpu){
	    .sp = cpu.rsp,
	    .is_shutdown_op = is_shutdown(cpu.rip, cpu.rdi),
	    .arg = cpu.rsi,
	    .roots = {cpu.cr3 & isa_address, cpu.cr3 & isa_address},
	    .nr_levels = cpu.cr4 & CR4_LA57 ? 5 : 4,
	};
	return true;
}

bool isa_is_present(uint64_t entry)
{
	return entry & PRESENT;
}

bool isa_is_page(uint64_t entry, unsigned int level)
{
	return level == 1 || (level <= 3 && entry & LARGE);
}

unsigned int isa_left(unsigned int can, uint64_t entry, unsigned int level)
{
	(void)level;
	if (!(entry & WRITABLE))
		can &= ~CAN_WRITE;
	if (!(entry & USERS))
		can &= ~IS_USERS;
	if (entry & NO_EXECUTE)
		can &= ~CAN_EXECUTE;
	return can;
}

/* What vectors.S leaves of an interrupted lcpu. */
const char *const isa_frame[] = {
    "r15", "r14", "r13", "r12", "r11", "r10", "r9", "r8", "rdi",   "rsi", "rbp",
    "rbx", "rdx", "rcx", "rax", "",    "",    "at", "cs", "flags", "rsp", "",
};
const size_t isa_nr_frame = sizeof(isa_frame) / sizeof(*isa_frame);
