/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/fuzz/fuzz.h"

#include <libfdt.h>

#include <plat/errno.h>
#include <plat/fdt.h>

#define AT 0x40000000u

static void check_uart(const struct plat_fdt_uart *uart)
{
	FUZZ_CHECK(memchr(uart->path, 0, PLAT_FDT_PATH_MAX));
	FUZZ_CHECK(uart->regs.size > 0);
	FUZZ_CHECK(uart->regs.start.v + uart->regs.size >=
		   uart->regs.start.v);
	FUZZ_CHECK(uart->reg_io_width >= 1 && uart->reg_io_width <= 4);
	FUZZ_CHECK(uart->reg_shift <= 4);
	FUZZ_CHECK(uart->irq.intid < 1020);
}

static void check(const struct plat_fdt *fdt)
{
	FUZZ_CHECK(fdt->nr_uarts <= PLAT_FDT_UARTS_MAX);
	FUZZ_CHECK(fdt->stdout_uart < (int)fdt->nr_uarts);
	FUZZ_CHECK(fdt->nr_hypervisor_regs <= PLAT_FDT_REGS_MAX);
	FUZZ_CHECK(memchr(fdt->hypervisor, 0, sizeof(fdt->hypervisor)));
	for (uint32_t i = 0; i < PLAT_FDT_NR_TIMERS; i++)
		FUZZ_CHECK(fdt->timers[i].intid < 1020);
	FUZZ_CHECK(fdt->rng_seed.size == 0 || fdt->rng_seed.start.v > AT);
	for (uint32_t i = 0; i < fdt->nr_uarts; i++)
		check_uart(&fdt->uarts[i]);
}

static void look_for_key(const uint8_t *tree, size_t size)
{
	uint8_t *copy = malloc(size);
	struct plat_fdt_key key;
	int status;

	FUZZ_CHECK(copy);
	memcpy(copy, tree, size);
	status = plat_fdt_power_key(copy, size, &key);
	FUZZ_CHECK(status == 0 || status == -PLAT_ENOENT ||
		   status == -PLAT_EPROTO);
	if (!status)
		FUZZ_CHECK(key.pin < 8 && key.irq.intid >= 32 &&
			   key.irq.intid < 1020);
	free(copy);
}

/*
 * The first byte is how many MRDs there is room for; with its top bit the
 * tree's size is left as it is, with the next the tree is not aligned.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t tree[8192];
	struct plat_bootinfo *bi;
	struct plat_fdt fdt;
	uint64_t at;
	int status;

	if (size < 2 || size > sizeof(tree))
		return 0;
	/* libfdt is not compiled with the sanitizer. */
	host_phys_guard(sizeof(tree));
	memcpy(tree, data + 1, size - 1);
	if (!(data[0] & 0x80) && size > sizeof(struct fdt_header))
		fdt_set_totalsize(tree, (uint32_t)size - 1);
	at = data[0] & 0x40 ? AT + 4 : AT;
	bi = fuzz_bootinfo(data[0] & 0x3f);
	host_phys_put(at, tree, size - 1);
	status = plat_fdt_parse(bi, plat_pa(at), &fuzz_sink, NULL, &fdt);
	fuzz_check_parsed(status, bi);
	FUZZ_CHECK(status == -PLAT_EPROTO || at == AT);
	check(&fdt);
	(void)plat_fdt_is_guest_of(plat_pa(at), "acme,visor");
	look_for_key(tree, size - 1);
	fuzz_end();
	return 0;
}
