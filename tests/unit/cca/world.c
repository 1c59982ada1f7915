/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/unit/cca/world.h"

#include <setjmp.h>
#include <stdarg.h>

#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/power.h>

#include "arm-cca/arm64/cca.h"
#include "common/arm64/psci.h"

/* Where the image is: the monitor writes to the one granule of it. */
#define IMAGE_PA 0x40200000ull

void (*world_monitor)(struct plat_smccc_regs *regs);
unsigned int world_nr_calls;
bool world_has_hypervisor, world_smc_is_undefined;
char world_panic[256];

static jmp_buf panic_to;

static _Alignas(4096) uint8_t memory[WORLD_FRAMES][PLAT_PAGE_SIZE];
static bool is_out[WORLD_FRAMES];
static bool fails;

static void need(bool condition, const char *what)
{
	if (condition)
		return;
	fprintf(stderr, "world: %s\n", what);
	abort();
}

void world_reset(void)
{
	world_nr_calls = 0;
	world_panic[0] = '\0';
	fails = world_has_hypervisor = world_smc_is_undefined = false;
	memset(is_out, 0, sizeof(is_out));
	memset(memory, 0xa5, sizeof(memory));
	memset(&plat_cca, 0, sizeof(plat_cca));
}

void world_be_realm(unsigned int ipa_width, unsigned int hash)
{
	plat_cca.unprotected = (uint64_t)1 << (ipa_width - 1);
	plat_cca.hash = (uint8_t)hash;
}

void *world_at(uint64_t pa)
{
	if (pa >= IMAGE_PA && pa < IMAGE_PA + sizeof(plat_cca_granule))
		return plat_cca_granule + (pa - IMAGE_PA);
	need(pa - WORLD_PA < sizeof(memory), "not the guest's memory");
	need(is_out[(pa - WORLD_PA) / PLAT_PAGE_SIZE], "a free frame's");
	return &memory[0][0] + (pa - WORLD_PA);
}

void *host_direct_map(plat_pa_t pa)
{
	return world_at(pa.v);
}

plat_pa_t plat_image_pa(const void *p)
{
	need(p == plat_cca_granule, "not the image's granule");
	return plat_pa(IMAGE_PA);
}

/* Nothing is ever in it. */
PLAT_LCPU_DATA struct plat_frame_cache plat_frame_cache;

int plat_frame_alloc_block(unsigned int order, uint64_t limit, plat_pa_t *pa)
{
	unsigned int i = 0;

	need(order == 0 && limit == PLAT_FRAME_ANY, "no such frames here");
	if (fails) {
		fails = false;
		return -PLAT_ENOMEM;
	}
	while (is_out[i])
		need(++i < WORLD_FRAMES, "out of frames");
	is_out[i] = true;
	*pa = plat_pa(WORLD_PA + i * PLAT_PAGE_SIZE);
	return 0;
}

int plat_frame_free_block(plat_pa_t pa, unsigned int order)
{
	uint64_t i = (pa.v - WORLD_PA) / PLAT_PAGE_SIZE;

	need(order == 0 && i < WORLD_FRAMES && is_out[i], "no such frame");
	is_out[i] = false;
	return 0;
}

void world_fail_frame(void)
{
	fails = true;
}

unsigned int world_nr_frames(void)
{
	unsigned int nr = 0;

	for (unsigned int i = 0; i < WORLD_FRAMES; i++)
		nr += is_out[i];
	return nr;
}

void plat_smccc_smc(struct plat_smccc_regs *regs)
{
	world_nr_calls++;
	world_monitor(regs);
}

void plat_smccc_hvc(struct plat_smccc_regs *regs)
{
	(void)regs;
	need(false, "an HVC in a realm");
}

/* Four registers only: as try.S does it. */
bool plat_cca_try_smc(struct plat_smccc_regs *regs)
{
	struct plat_smccc_regs all = *regs;

	if (world_smc_is_undefined)
		return false;
	plat_smccc_smc(&all);
	memcpy(regs->x, all.x, 4 * sizeof(all.x[0]));
	return true;
}

bool plat_cca_try_hvc(struct plat_smccc_regs *regs)
{
	need(regs->x[0] == PSCI_VERSION, "an HVC that anybody knows");
	regs->x[0] = world_has_hypervisor ? 0x10001 : regs->x[0];
	return world_has_hypervisor;
}

void plat_panic(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(world_panic, sizeof(world_panic), format, args);
	va_end(args);
	longjmp(panic_to, 1);
}

void world_try(void (*function)(const void *arg), const void *arg)
{
	world_panic[0] = '\0';
	if (!setjmp(panic_to))
		function(arg);
}
