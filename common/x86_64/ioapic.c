/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: I/O APICs. One is mapped, and a pin programmed, when a line is
 * first asked for. Intel 82093AA data sheet, chapter 3.
 */
#include <plat/errno.h>
#include <plat/irq.h>
#include <plat/lock.h>
#include <plat/mmio.h>

#include "common/x86_64/apic.h"
#include "common/x86_64/irq.h"
#include "common/x86_64/topology.h"

#define REG_SELECT 0x00
#define REG_WINDOW 0x10
#define INDEX_VERSION 1u
#define INDEX_TABLE   0x10u

#define ENTRY_LOW    (1u << 13) /* active low */
#define ENTRY_LEVEL  (1u << 15)
#define ENTRY_MASKED (1u << 16)
#define ENTRY_DESTINATION_SHIFT 24u

#define REGISTERS_BYTES 0x20

struct ioapic {
	volatile char *registers; /* NULL: not used yet */
	uint32_t gsi_base;
	uint32_t nr_pins;
};

/* A line that is in use. */
struct line {
	uint32_t gsi;
	unsigned int vector; /* 0: free */
};

#define MAX_LINES 64u

static struct ioapic ioapics[X86_MAX_IOAPICS];
static struct line lines[MAX_LINES];
static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_IRQ);

static uint32_t read_index(const struct ioapic *io, uint32_t index)
{
	plat_mmio_write32(io->registers + REG_SELECT, index);
	return plat_mmio_read32(io->registers + REG_WINDOW);
}

static void write_index(const struct ioapic *io, uint32_t index,
			uint32_t value)
{
	plat_mmio_write32(io->registers + REG_SELECT, index);
	plat_mmio_write32(io->registers + REG_WINDOW, value);
}

static int bring_up(unsigned int i)
{
	const struct plat_topology_ioapic *told = &plat_x86_topology()->ioapics[i];
	volatile void *registers;
	int err;

	if (ioapics[i].registers)
		return 0;
	err = plat_mmio_map(told->pa, REGISTERS_BYTES, PLAT_MT_DEVICE,
			    &registers);
	if (err)
		return err;
	ioapics[i].registers = registers;
	ioapics[i].nr_pins =
	    (read_index(&ioapics[i], INDEX_VERSION) >> 16 & 0xff) + 1;
	ioapics[i].gsi_base = told->gsi_base;
	if (told->gsi_base == PLAT_GSI_UNKNOWN)
		ioapics[i].gsi_base =
		    i ? ioapics[i - 1].gsi_base + ioapics[i - 1].nr_pins : 0;
	return 0;
}

/* The I/O APIC that has @gsi, and which of its pins that is. */
static const struct ioapic *find(uint32_t gsi, uint32_t *pin)
{
	for (unsigned int i = 0; i < plat_x86_topology()->nr_ioapics; i++) {
		if (bring_up(i))
			continue;
		*pin = gsi - ioapics[i].gsi_base;
		if (*pin < ioapics[i].nr_pins)
			return &ioapics[i];
	}
	return NULL;
}

static struct line *find_line(uint32_t gsi)
{
	for (unsigned int i = 0; i < MAX_LINES; i++) {
		if (lines[i].vector && lines[i].gsi == gsi)
			return &lines[i];
	}
	return NULL;
}

static int take_line(uint32_t gsi, struct line **line)
{
	if (find_line(gsi))
		return -PLAT_EBUSY;
	for (unsigned int i = 0; i < MAX_LINES; i++) {
		if (lines[i].vector)
			continue;
		lines[i].gsi = gsi;
		*line = &lines[i];
		return 0;
	}
	return -PLAT_ENOMEM;
}

static void program(const struct ioapic *io, uint32_t pin, uint32_t low)
{
	uint32_t index = INDEX_TABLE + 2 * pin;

	write_index(io, index, ENTRY_MASKED);
	write_index(io, index + 1,
		    plat_x86_apic_id() << ENTRY_DESTINATION_SHIFT);
	write_index(io, index, low);
}

/* What comes to this lcpu comes to lcpu 0; masked meanwhile. */
static void redirect(const struct ioapic *io, uint32_t pin, uint32_t to)
{
	uint32_t index = INDEX_TABLE + 2 * pin;
	uint32_t low = read_index(io, index);
	uint32_t at = read_index(io, index + 1) >> ENTRY_DESTINATION_SHIFT;

	if (at != (plat_x86_apic_id() & 0xff))
		return;
	write_index(io, index, low | ENTRY_MASKED);
	write_index(io, index + 1, to << ENTRY_DESTINATION_SHIFT);
	write_index(io, index, low);
}

static void pass_on(uint32_t to)
{
	plat_spin_lock(&lock);
	for (unsigned int i = 0; i < MAX_LINES; i++) {
		const struct ioapic *io;
		uint32_t pin;

		if (lines[i].vector && (io = find(lines[i].gsi, &pin)))
			redirect(io, pin, to);
	}
	plat_spin_unlock(&lock);
}

static bool flags_are_sound(unsigned int flags)
{
	const unsigned int trigger = PLAT_IRQ_EDGE | PLAT_IRQ_LEVEL;
	const unsigned int polarity = PLAT_IRQ_HIGH | PLAT_IRQ_LOW;

	return (flags & ~(trigger | polarity)) == 0 &&
	       (flags & trigger) != trigger && (flags & polarity) != polarity;
}

/* What the ISA interrupt that arrives at @gsi signals like; others: edge,
 * high. */
static unsigned int default_flags(uint32_t gsi)
{
	for (unsigned int isa = 0; isa < X86_NR_ISA_IRQS; isa++) {
		unsigned int flags;
		uint32_t at;

		if (!plat_irq_isa(isa, &at, &flags) && at == gsi)
			return flags;
	}
	return PLAT_IRQ_EDGE | PLAT_IRQ_HIGH;
}

static int request(const struct ioapic *io, uint32_t gsi, uint32_t pin,
		   unsigned int flags, plat_irq_handler_t handler, void *arg)
{
	struct line *line = NULL;
	int err = take_line(gsi, &line);

	if (!err)
		err = plat_x86_vector_alloc(handler, arg, &line->vector);
	if (err)
		return err;
	plat_x86_lines_pass_on = pass_on;
	program(io, pin,
		line->vector | (flags & PLAT_IRQ_LEVEL ? ENTRY_LEVEL : 0) |
		    (flags & PLAT_IRQ_LOW ? ENTRY_LOW : 0));
	return 0;
}

int plat_irq_request(uint32_t gsi, unsigned int flags,
		     plat_irq_handler_t handler, void *arg)
{
	plat_irq_state_t state;
	const struct ioapic *io;
	uint32_t pin;
	int err;

	if (!handler || !flags_are_sound(flags))
		return -PLAT_EINVAL;
	if (!plat_x86_apic_present())
		return -PLAT_ENOENT;
	io = find(gsi, &pin);
	if (!io)
		return -PLAT_ENOENT;
	if (!flags)
		flags = default_flags(gsi);
	state = plat_spin_lock_irqsave(&lock);
	err = request(io, gsi, pin, flags, handler, arg);
	plat_spin_unlock_irqrestore(&lock, state);
	return err;
}

int plat_irq_release(uint32_t gsi)
{
	uint32_t pin;
	const struct ioapic *io = find(gsi, &pin);
	plat_irq_state_t state;
	struct line *line;

	if (!io)
		return -PLAT_ENOENT;
	state = plat_spin_lock_irqsave(&lock);
	line = find_line(gsi);
	if (line) {
		write_index(io, INDEX_TABLE + 2 * pin, ENTRY_MASKED);
		plat_x86_vector_free(line->vector);
		line->vector = 0;
	}
	plat_spin_unlock_irqrestore(&lock, state);
	return line ? 0 : -PLAT_ENOENT;
}

int plat_irq_isa(unsigned int isa, uint32_t *gsi, unsigned int *flags)
{
	const struct plat_topology_isa_irq *told;
	const struct plat_x86_topology *t = plat_x86_topology();

	if (isa >= X86_NR_ISA_IRQS)
		return -PLAT_EINVAL;
	if (t->nr_ioapics == 0)
		return -PLAT_ENOTSUP;
	told = &t->isa[isa];
	*gsi = told->line;
	for (unsigned int i = 0; i < t->nr_ioapics; i++) {
		if (t->ioapics[i].id != told->ioapic_id)
			continue;
		if (bring_up(i))
			return -PLAT_ENOTSUP;
		*gsi = ioapics[i].gsi_base + told->line;
	}
	*flags = (told->level ? PLAT_IRQ_LEVEL : PLAT_IRQ_EDGE) |
		 (told->active_low ? PLAT_IRQ_LOW : PLAT_IRQ_HIGH);
	return 0;
}
