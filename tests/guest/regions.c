/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Whatever is wrong in boot info is wrong in all that follows. Booted with an
 * initrd whose first line is "initrd of the test"; argv[1] is the protocol
 * that the boot uses, argv[2] the least RAM in MiB, argv[3], where it is
 * known, the most.
 */
#include "tests/guest/tap.h"

#include <plat/bootinfo.h>
#include <plat/layout.h>
#include <plat/mrd.h>
#include <plat/string.h>

static bool sorted_and_disjoint(const struct plat_mrd_list *list)
{
	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		const struct plat_mrd *m = &list->mrds[i];

		if (m->size == 0 || !plat_is_aligned(m->start.v, 4096) ||
		    !plat_is_aligned(m->size, 4096))
			return false;
		if (i && m->start.v < m[-1].start.v + m[-1].size)
			return false;
	}
	return list->nr_mrds > 0;
}

static bool is_type(const void *p, enum plat_mrd_type type)
{
	const struct plat_mrd *mrd =
	    plat_mrd_find(&plat_bootinfo()->mrds, plat_image_pa(p));

	return mrd && mrd->type == type;
}

static bool initrd_is_right(const struct plat_bootinfo *bi)
{
	static const char text[] = "initrd of the test\n";
	const char *initrd = plat_direct_map(bi->modules[0].data.start);

	return bi->nr_modules == 1 &&
	       bi->modules[0].data.size >= sizeof(text) - 1 &&
	       !memcmp(initrd, text, sizeof(text) - 1);
}

static uint64_t number(const char *text)
{
	uint64_t n = 0;

	while (*text >= '0' && *text <= '9')
		n = n * 10 + (uint64_t)(*text++ - '0');
	return n;
}

int main(int argc, char *argv[])
{
	static int data = 1;
	static const int rodata = 1;
	const struct plat_bootinfo *bi = plat_bootinfo();
	const char *protocol = plat_protocol_name(bi->protocol);
	uint64_t mib = plat_bootinfo_ram_bytes(bi) >> 20;

	for (uint32_t i = 0; i < bi->mrds.nr_mrds; i++)
		tap_note("%#014lx %#12lx %s, %s", bi->mrds.mrds[i].start.v,
			 bi->mrds.mrds[i].size,
			 plat_mrd_type_name(bi->mrds.mrds[i].type),
			 bi->mrds.mrds[i].owner);
	tap_ok(sorted_and_disjoint(&bi->mrds), "regions: sorted and disjoint");
	tap_ok(is_type((const void *)(uintptr_t)main, PLAT_MRD_IMAGE_TEXT),
	       "main is in the image's text");
	tap_ok(is_type(&rodata, PLAT_MRD_IMAGE_RODATA), "rodata is rodata");
	tap_ok(is_type(&data, PLAT_MRD_IMAGE_DATA), "data is data");
	tap_ok(is_type(&bi, PLAT_MRD_IMAGE_DATA), "the stack is data");
	tap_ok(argc > 1 && !strcmp(protocol, argv[1]), "booted by %s",
	       protocol);
	tap_ok(argc > 2 && mib >= number(argv[2]), "%lu MiB of RAM", mib);
	tap_ok(argc <= 3 || mib <= number(argv[3]), "not more than there is");
	tap_ok(initrd_is_right(bi), "the initrd is there");
	tap_ok(data + rodata == 2, "data is what it was");
	return tap_done();
}
