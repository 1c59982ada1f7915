/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A device that cannot reach a buffer does not work; one that reaches more
 * than it was given reads or writes what is the guest's. What it sees is asked
 * of the host itself where that is another than the guest.
 */
#include "tests/guest/tap.h"

#include <plat/arch/cpu.h>
#include <plat/dma.h>
#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/share.h>
#include <plat/string.h>
#include <plat/vmem.h>

#include "host-isa.h"

#define NR_MAPPINGS 80u

static bool is_zero(const void *bytes, uint64_t size)
{
	const uint64_t *words = bytes;
	uint64_t any = 0;

	for (uint64_t i = 0; i < size / 8; i++)
		any |= words[i];
	return any == 0;
}

static void buffers(void)
{
	struct plat_dma_buffer b, other;
	volatile uint64_t *words;

	tap_ok(!plat_dma_alloc(3 * PLAT_PAGE_SIZE - 5, UINT64_MAX, &b) &&
		       b.size == 4 * PLAT_PAGE_SIZE && is_zero(b.cpu, b.size),
	       "a buffer is whole pages, zeroed");
	tap_ok(plat_mem_shared_bytes() == b.size &&
		       plat_mem_is_shared((struct plat_pa_range){
			       plat_direct_map_pa(b.cpu), b.size}),
	       "it is shared, and nothing else");
	words = b.cpu;
	words[5] = 0x1234;
	words[2047] = 0x5678;
	tap_ok(host_read(b.device + 40) == 0x1234 &&
		       host_read(b.device + 2047 * 8) == 0x5678,
	       "the device reads what the guest has written");
	host_write(b.device + 4096, 0x9abc);
	tap_ok(words[512] == 0x9abc, "and the other way round");
	tap_ok(!plat_dma_alloc(1, UINT64_MAX, &other) &&
		       other.device != b.device && !plat_dma_free(&other),
	       "there may be several");
	tap_ok(!plat_dma_free(&b) && plat_mem_shared_bytes() == 0,
	       "it is given back");
	tap_ok(plat_dma_alloc(0, UINT64_MAX, &b) == -PLAT_EINVAL &&
		       plat_dma_alloc(UINT64_MAX, UINT64_MAX, &b) ==
			       -PLAT_EINVAL,
	       "nothing is no buffer, nor is everything");
	tap_ok(plat_dma_alloc(PLAT_GIB(60), UINT64_MAX, &b) == -PLAT_ENOMEM,
	       "nor is more than there is");
}

/* 32 bits do for a device where the address is not the host's alone. */
static void limits(void)
{
	struct plat_dma_buffer b;
	int err = plat_dma_alloc(1, PLAT_FRAME_DMA32, &b);

	if (host_is_another())
		tap_ok(err == -PLAT_ERANGE && plat_mem_shared_bytes() == 0,
		       "32 bits do not reach what the host sees");
	else
		tap_ok(!err && b.device < PLAT_FRAME_DMA32 &&
			       !plat_dma_free(&b),
		       "32 bits reach a buffer");
}

/* The data has words beside it that the device must not see, nor change. */
static uint64_t data[3][512];

static void fill(uint64_t value)
{
	for (unsigned int i = 0; i < 3 * 512; i++)
		data[i / 512][i % 512] = value + i;
}

static void transfers_out(void)
{
	struct plat_dma_mapping m;

	fill(1000);
	tap_ok(!plat_dma_map(data[1], sizeof(data[1]), PLAT_DMA_TO_DEVICE, &m),
	       "data is handed to a device");
	tap_ok(host_read(m.device) == 1512 &&
		       host_read(m.device + 511 * 8) == 1512 + 511,
	       "which reads it");
	if (host_is_another())
		tap_ok(host_read(m.device - 8) != 1511 &&
			       host_read(m.device + 512 * 8) != 1512 + 512 &&
			       host_read(plat_image_pa(data).v) == 0,
		       "and nothing beside it");
	else
		tap_ok(m.device == plat_image_pa(data[1]).v, "where it is");
	host_write(m.device + 8, 77);
	plat_dma_unmap(&m);
	tap_ok(!host_is_another() || data[1][1] == 1513,
	       "what it writes there is lost in a realm");
	plat_dma_unmap(&m);
	tap_ok(true, "a mapping that is none is none");
}

static void transfers_in(void)
{
	struct plat_dma_mapping m;
	bool right = true;

	fill(2000);
	tap_ok(!plat_dma_map(data[1], 1000, PLAT_DMA_FROM_DEVICE, &m),
	       "a device is to bring data");
	tap_ok(!host_is_another() || host_read(m.device + 8) == 0,
	       "in a realm, it does not see what was there");
	for (unsigned int i = 0; i < 125; i++)
		host_write(m.device + 8 * i, i + 5);
	tap_ok(!host_is_another() || data[1][1] == 2513,
	       "nor change it before it is taken back");
	plat_dma_unmap(&m);
	for (unsigned int i = 0; i < 125; i++)
		right = right && data[1][i] == i + 5;
	tap_ok(right && data[0][511] == 2511 && data[1][125] == 2637,
	       "it is there then, and what is beside it is what it was");
	fill(3000);
	tap_ok(!plat_dma_map(data[1], 4096, PLAT_DMA_BOTH, &m) &&
		       host_read(m.device) == 3512,
	       "or both");
	host_write(m.device, 1);
	plat_dma_unmap(&m);
	tap_ok(data[1][0] == 1 && data[1][1] == 3513, "what it left is left");
}

/* Its frames are anywhere: copied on each host. */
static void of_the_vmem_window(void)
{
	struct plat_dma_mapping m;
	plat_va_t va;
	uint64_t *words;

	if (plat_vmem_alloc(plat_kernel_vmem(), &va, 4 * PLAT_PAGE_SIZE, 0,
			    PLAT_ATTR_RW, 0)) {
		tap_ok(false, "no range");
		return;
	}
	words = plat_va_ptr(va);
	words[511] = 511;
	tap_ok(!plat_dma_map(words, 4 * PLAT_PAGE_SIZE, PLAT_DMA_BOTH, &m) &&
		       host_read(m.device + 511 * 8) == 511 &&
		       host_read(m.device + 1024 * 8) == 0,
	       "data in pages that are anywhere is in one piece");
	host_write(m.device + 1024 * 8, 9);
	plat_dma_unmap(&m);
	tap_ok(words[1024] == 9 && words[511] == 511, "and goes back to them");
	tap_ok(plat_dma_map(words, PLAT_DMA_COPY_MOST + 1, PLAT_DMA_BOTH, &m) ==
		       -PLAT_ERANGE,
	       "more than can be copied is refused");
	(void)!plat_vmem_free(plat_kernel_vmem(), va, 4 * PLAT_PAGE_SIZE);
}

static struct plat_dma_mapping mappings[NR_MAPPINGS];

/* Of data that is copied on each host. */
static unsigned int map_all(void *copied, uint64_t size)
{
	unsigned int nr = 0;

	while (nr < NR_MAPPINGS &&
	       !plat_dma_map(copied, size, PLAT_DMA_TO_DEVICE, &mappings[nr]))
		nr++;
	return nr;
}

static void unmap_all(unsigned int nr)
{
	while (nr)
		plat_dma_unmap(&mappings[--nr]);
}

static void the_pool(void)
{
	uint64_t size = PLAT_DMA_COPY_MOST, all, used;
	unsigned int nr;
	plat_va_t va;
	void *copied;

	if (plat_vmem_alloc(plat_kernel_vmem(), &va, size, 0, PLAT_ATTR_RW,
			    PLAT_VMEM_POPULATE)) {
		tap_ok(false, "no range");
		return;
	}
	copied = plat_va_ptr(va);
	plat_dma_pool_bytes(&all, &used);
	tap_ok(all == PLAT_DMA_COPY_MOST && used == 0,
	       "the pool has what was needed, and nothing is in use");
	plat_irq_disable();
	nr = map_all(copied, size);
	plat_irq_enable();
	tap_ok(nr == 1, "with interrupts off it does not grow");
	unmap_all(nr);
	nr = map_all(copied, size);
	plat_dma_pool_bytes(&all, &used);
	tap_ok(nr == PLAT_DMA_POOL_MOST / size && all == PLAT_DMA_POOL_MOST &&
		       used == all && plat_mem_shared_bytes() == all,
	       "it grows as far as it may, and is all that is shared");
	unmap_all(nr);
	nr = map_all(copied, 5000);
	tap_ok(nr == NR_MAPPINGS, "and is used again");
	unmap_all(nr);
	plat_dma_pool_bytes(&all, &used);
	tap_ok(used == 0, "all of it");
	(void)!plat_vmem_free(plat_kernel_vmem(), va, size);
}

static void mistakes(void)
{
	struct plat_dma_mapping m;
	void *low = plat_va_ptr(plat_va(0x1000));
	void *top = plat_va_ptr(plat_va(-PLAT_PAGE_SIZE));

	tap_ok(plat_dma_map(data, 0, PLAT_DMA_BOTH, &m) == -PLAT_EINVAL,
	       "nothing cannot be handed over");
	tap_ok(plat_dma_map(low, 16, PLAT_DMA_BOTH, &m) == -PLAT_EINVAL &&
		       plat_dma_map(NULL, 16, PLAT_DMA_BOTH, &m) ==
			       -PLAT_EINVAL,
	       "nor what is not the kernel's");
	tap_ok(plat_dma_map(top, 2 * PLAT_PAGE_SIZE, PLAT_DMA_BOTH, &m) ==
		       -PLAT_EINVAL,
	       "nor what wraps around");
}

int main(void)
{
	tap_note("%s", host_is_another() ? "data is copied" : "data is used");
	buffers();
	limits();
	of_the_vmem_window();
	transfers_out();
	transfers_in();
	the_pool();
	mistakes();
	return tap_done();
}
