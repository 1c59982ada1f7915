/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/bootinfo/bootinfo.h"

#include <plat/errno.h>
#include <plat/log.h>
#include <plat/string.h>

#define NOINIT PLAT_SECTION(".noinit")

/* Types that nobody writes to and that the direct map holds: where two
 * pieces of boot data share a page, it is one of these. */
#define BOOT_DATA                                                         \
	(1u << PLAT_MRD_INITRD | 1u << PLAT_MRD_CMDLINE |                 \
	 1u << PLAT_MRD_DEVICETREE)

NOINIT struct plat_bootinfo plat_boot_info;
static NOINIT struct plat_mrd mrds[PLAT_MRD_MAX];
static NOINIT struct plat_mrd normal_mrds[2 * PLAT_MRD_MAX];

const struct plat_bootinfo *plat_bootinfo(void)
{
	return &plat_boot_info;
}

void plat_bootinfo_init(struct plat_bootinfo *bi, enum plat_protocol protocol)
{
	bi->protocol = protocol;
	bi->frontend = NULL;
	plat_mrd_list_init(&bi->mrds, mrds, PLAT_MRD_MAX);
	bi->nr_modules = 0;
	bi->rsdp = plat_pa(0);
	bi->devicetree = (struct plat_pa_range){{0}, 0};
	bi->cmdline_length = 0;
	bi->cmdline[0] = '\0';
	bi->device_attr = 0;
}

const char *plat_protocol_name(enum plat_protocol protocol)
{
	static const char names[][12] = {
	    [PLAT_PROTOCOL_PVH] = "pvh",
	    [PLAT_PROTOCOL_MULTIBOOT1] = "multiboot1",
	    [PLAT_PROTOCOL_MULTIBOOT2] = "multiboot2",
	    [PLAT_PROTOCOL_ARM64_IMAGE] = "arm64 image",
	    [PLAT_PROTOCOL_EFI] = "efi",
	    [PLAT_PROTOCOL_XEN_PV] = "xen pv",
	};
	unsigned int i = protocol;

	return i < PLAT_ARRAY_SIZE(names) ? names[i] : "?";
}

void plat_bootinfo_set_cmdline(struct plat_bootinfo *bi, const char *text,
			       size_t length)
{
	size_t room = PLAT_CMDLINE_MAX - 1;

	length = strnlen(text, length);
	if (plat_unlikely(length > room)) {
		plat_warn("boot info: command line of %zu bytes cut to %zu",
			  length, room);
		length = room;
	}
	memcpy(bi->cmdline, text, length);
	bi->cmdline[length] = '\0';
	bi->cmdline_length = (uint32_t)length;
}

int plat_bootinfo_add_region(struct plat_bootinfo *bi,
			     struct plat_pa_range range,
			     enum plat_mrd_type type, const char *owner)
{
	static const uint16_t attrs[] = {
	    [PLAT_MRD_FREE] = PLAT_ATTR_RW,
	    [PLAT_MRD_HOLE] = PLAT_ATTR_RW,
	    [PLAT_MRD_INITRD] = PLAT_ATTR_R,
	    [PLAT_MRD_CMDLINE] = PLAT_ATTR_R,
	    [PLAT_MRD_DEVICETREE] = PLAT_ATTR_R,
	    [PLAT_MRD_FIRMWARE] = PLAT_ATTR_R,
	    [PLAT_MRD_RESERVED] = 0,
	    [PLAT_MRD_DEVICE] = PLAT_ATTR_RW | PLAT_ATTR_DEVICE,
	    [PLAT_MRD_IMAGE_DATA] = PLAT_ATTR_RW,
	    [PLAT_MRD_IMAGE_RODATA] = PLAT_ATTR_R,
	    [PLAT_MRD_IMAGE_TEXT] = PLAT_ATTR_RX,
	};
	plat_attr_t more = type == PLAT_MRD_DEVICE ? bi->device_attr : 0;
	unsigned int i = type;

	_Static_assert(PLAT_ARRAY_SIZE(attrs) == PLAT_NR_MRD_TYPES,
		       "each type has its attributes");
	if (i < PLAT_ARRAY_SIZE(attrs))
		more |= attrs[i];
	return plat_mrd_add_range(&bi->mrds, range, i, more, owner);
}

static bool wraps(struct plat_pa_range range)
{
	return range.size > 0 && range.size - 1 > UINT64_MAX - range.start.v;
}

PLAT_COLD static void ignore(const char *what, struct plat_pa_range range,
			     const char *why)
{
	plat_warn("boot info: %s at %#lx of %#lx bytes is ignored: %s", what,
		  range.start.v, range.size, why);
}

/* The regions come first, as far as there is room: what is lost of a module
 * must not be handed out as memory. */
int plat_bootinfo_add_module(struct plat_bootinfo *bi,
			     struct plat_pa_range data,
			     struct plat_pa_range cmdline)
{
	int err;

	if (data.size == 0 || wraps(data)) {
		ignore("module", data, "its size is wrong");
		return 0;
	}
	if (wraps(cmdline)) {
		ignore("a module's command line", cmdline, "its size is wrong");
		cmdline.size = 0;
	}
	err = plat_bootinfo_add_region(bi, data, PLAT_MRD_INITRD, "module");
	if (!err && cmdline.size > 0)
		err = plat_bootinfo_add_region(bi, cmdline, PLAT_MRD_CMDLINE,
					       "module");
	/* One that nobody uses need not keep its memory. */
	if (err)
		return bi->nr_modules == PLAT_MODULES_MAX ? 0 : err;
	if (bi->nr_modules == PLAT_MODULES_MAX)
		ignore("module", data, "there are too many");
	else
		bi->modules[bi->nr_modules++] =
		    (struct plat_module){data, cmdline};
	return 0;
}

/* Boot info keeps them anyway: the log's ring has no room to lose on them
 * unless somebody looks. */
static void log_regions(const struct plat_mrd_list *list)
{
	if (plat_log_console_level < PLAT_LOG_INFO)
		return;
	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		const struct plat_mrd *mrd = &list->mrds[i];

		plat_info("memory: 0x%014lx-0x%014lx %s (%s)", mrd->start.v,
			  mrd->start.v + mrd->size - 1,
			  plat_mrd_type_name(mrd->type), mrd->owner);
	}
}

static void log_faults(const struct plat_mrd_faults *faults)
{
	/* Boot loaders leave empty entries, and regions may meet. */
	if (plat_likely(!(faults->nr_wrapped | faults->nr_invalid |
			  faults->nr_dropped)))
		return;
	plat_warn("memory: regions mended: %u empty, %u wrapped, %u of "
		  "unknown type, %u overlapping, %u dropped",
		  faults->nr_empty, faults->nr_wrapped, faults->nr_invalid,
		  faults->nr_overlaps, faults->nr_dropped);
}

/* Whether all of a range that does not wrap is boot data in the end. */
static bool is_intact(const struct plat_mrd_list *list,
		      struct plat_pa_range range)
{
	const struct plat_mrd *end = list->mrds + list->nr_mrds;
	const struct plat_mrd *mrd = plat_mrd_find(list, range.start);
	uint64_t last = range.start.v + (range.size - 1);
	uint64_t pos = mrd ? mrd->start.v : 0;

	for (; mrd && mrd < end; mrd++) {
		if (mrd->start.v != pos || !(BOOT_DATA >> mrd->type & 1))
			return false;
		pos += mrd->size;
		if (pos > last)
			return true;
	}
	return false;
}

static bool is_kept(const struct plat_mrd_list *list,
		    struct plat_pa_range range, const char *what)
{
	bool is_ours = is_intact(list, range);

	if (!is_ours)
		ignore(what, range, "its memory is not its own");
	return is_ours;
}

static void check_modules(struct plat_bootinfo *bi)
{
	uint32_t nr_kept = 0;

	for (uint32_t i = 0; i < bi->nr_modules; i++) {
		struct plat_module *mod = &bi->modules[nr_kept];

		*mod = bi->modules[i];
		if (!is_kept(&bi->mrds, mod->data, "module"))
			continue;
		if (mod->cmdline.size > 0 &&
		    !is_kept(&bi->mrds, mod->cmdline,
			     "a module's command line"))
			mod->cmdline.size = 0;
		nr_kept++;
	}
	bi->nr_modules = nr_kept;
}

void plat_bootinfo_finish(struct plat_bootinfo *bi, uint64_t limit)
{
	uint64_t lost;

	plat_mrd_normalise(&bi->mrds, normal_mrds);
	log_faults(&bi->mrds.faults);
	lost = plat_mrd_limit(&bi->mrds, limit);
	if (plat_unlikely(lost))
		plat_warn("memory: %lu KiB above %#lx cannot be reached",
			  lost >> 10, limit);
	log_regions(&bi->mrds);
	check_modules(bi);
}

uint64_t plat_bootinfo_ram_bytes(const struct plat_bootinfo *bi)
{
	const struct plat_mrd_list *list = &bi->mrds;
	uint64_t bytes = 0;

	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		if (PLAT_MRD_DIRECT >> list->mrds[i].type & 1)
			bytes += list->mrds[i].size;
	}
	return bytes;
}
