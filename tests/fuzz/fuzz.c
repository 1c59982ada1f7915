/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/fuzz/fuzz.h"

#include <plat/errno.h>

#define MAX_SLOTS 32

static void put(const struct fuzz_slot *slot, uint8_t *bytes, size_t size)
{
	size_t room = PLAT_PAGE_SIZE - (slot->pa & PLAT_PAGE_MASK);

	if (slot->to_page) {
		memset(bytes + size, 'Z', room - size);
		size = room;
	}
	if (size)
		host_phys_put(slot->pa, bytes, size);
}

void fuzz_layout(const struct fuzz_slot *slots, unsigned int nr_slots,
		 const uint8_t *data, size_t size,
		 void (*mend)(unsigned int slot, uint8_t *bytes, size_t size))
{
	static uint8_t bytes[PLAT_PAGE_SIZE];
	bool taken[MAX_SLOTS] = {false};

	while (size >= 3) {
		unsigned int slot = (data[0] & ~FUZZ_AS_IS) % nr_slots;
		bool as_is = (data[0] & FUZZ_AS_IS) != 0;
		size_t length = data[1] | (size_t)data[2] << 8;
		size_t used;

		data += 3;
		size -= 3;
		if (length > size)
			length = size;
		used = length < slots[slot].most ? length : slots[slot].most;
		memcpy(bytes, data, used);
		if (mend && !as_is)
			mend(slot, bytes, used);
		if (!taken[slot])
			put(&slots[slot], bytes, used);
		taken[slot] = true;
		data += length;
		size -= length;
	}
}

struct plat_bootinfo *fuzz_bootinfo(uint32_t capacity)
{
	static struct plat_bootinfo bi;
	static struct plat_mrd mrds[32];

	memset(&bi, 0, offsetof(struct plat_bootinfo, cmdline));
	bi.cmdline[0] = '\0';
	plat_mrd_list_init(&bi.mrds, mrds, capacity % 33);
	return &bi;
}

void fuzz_check_parsed(int status, const struct plat_bootinfo *bi)
{
	FUZZ_CHECK(status == 0 || status == -PLAT_ENOENT ||
		   status == -PLAT_EPROTO || status == -PLAT_ENOMEM);
	FUZZ_CHECK(bi->mrds.nr_mrds <= bi->mrds.capacity);
	FUZZ_CHECK(bi->nr_modules <= PLAT_MODULES_MAX);
	FUZZ_CHECK(bi->cmdline_length < PLAT_CMDLINE_MAX);
	FUZZ_CHECK(strlen(bi->cmdline) == bi->cmdline_length);
	for (uint32_t i = 0; i < bi->nr_modules; i++) {
		const struct plat_module *m = &bi->modules[i];

		FUZZ_CHECK(m->data.size > 0);
		FUZZ_CHECK(m->data.start.v + m->data.size - 1 >=
			   m->data.start.v);
		FUZZ_CHECK(m->cmdline.size <= PLAT_CMDLINE_MAX);
	}
	for (uint32_t i = 0; i < bi->mrds.nr_mrds; i++)
		FUZZ_CHECK(bi->mrds.mrds[i].type < PLAT_NR_MRD_TYPES);
}

void fuzz_protocol(int (*parse)(struct plat_bootinfo *bi, plat_pa_t pa),
		   const struct fuzz_slot *slots, unsigned int nr_slots,
		   const uint8_t *data, size_t size)
{
	struct plat_bootinfo *bi;

	if (size == 0)
		return;
	bi = fuzz_bootinfo(data[0]);
	fuzz_layout(slots, nr_slots, data + 1, size - 1, NULL);
	fuzz_check_parsed(parse(bi, plat_pa(slots[0].pa)), bi);
	fuzz_end();
}

static void check_lcpu(void *ctx, const struct plat_topology_lcpu *lcpu)
{
	(void)ctx;
	FUZZ_CHECK((lcpu->flags & ~(PLAT_LCPU_ENABLED | PLAT_LCPU_HOTPLUG |
				    PLAT_LCPU_BOOT | PLAT_LCPU_PSCI)) == 0);
}

static void check_isa_irq(void *ctx, const struct plat_topology_isa_irq *irq)
{
	(void)ctx;
	FUZZ_CHECK(irq->irq < 16);
}

static void check_nmi(void *ctx, const struct plat_topology_nmi *nmi)
{
	(void)ctx;
	FUZZ_CHECK(nmi->lcpu == PLAT_LCPU_ALL || nmi->lcpu <= UINT32_MAX);
}

static void check_local_apic(void *ctx, plat_pa_t pa)
{
	bool *told = ctx;

	(void)pa;
	FUZZ_CHECK(!*told);
	*told = true;
}

static void check_ioapic(void *ctx, const struct plat_topology_ioapic *ioapic)
{
	(void)ctx;
	FUZZ_CHECK(ioapic->id <= 0xff);
}

static void check_gicc(void *ctx, const struct plat_topology_gicc *gicc)
{
	(void)ctx;
	FUZZ_CHECK((gicc->hw_id & ~0xff00ffffffull) == 0);
}

static void check_gic(void *ctx, const struct plat_topology_gic *gic)
{
	(void)ctx;
	FUZZ_CHECK(gic->part < PLAT_NR_GIC_PARTS);
}

const struct plat_topology_sink fuzz_sink = {
	.lcpu = check_lcpu,
	.local_apic = check_local_apic,
	.ioapic = check_ioapic,
	.isa_irq = check_isa_irq,
	.nmi = check_nmi,
	.gicc = check_gicc,
	.gic = check_gic,
};

void fuzz_end(void)
{
	host_phys_reset();
	host_log_reset();
}
