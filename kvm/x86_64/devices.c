/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The devices of a virtual PC that are there before everything else: serial
 * ports, the debug console, and the devices that end the machine.
 */
#include <plat/acpi.h>
#include <plat/arch/io.h>
#include <plat/cmdline.h>
#include <plat/errno.h>
#include <plat/log.h>
#include <plat/string.h>

#include "common/console/ns16550.h"
#include "kvm/x86_64/kvm.h"

#define COM1 0x3f8
#define COM2 0x2f8
#define COM3 0x3e8
#define COM4 0x2e8

/* QEMU's isa-debugcon answers a read with its own port number. */
#define DEBUG_CONSOLE 0xe9

/* QEMU's isa-debug-exit as it is used with guests for tests: the process ends
 * with status 2 * value + 1. An absent port reads as all ones, it as 0. */
#define DEBUG_EXIT 0xf4

/* QEMU docs/specs/pvpanic: a read tells which events it takes. */
#define PVPANIC          0x505
#define PVPANIC_PANICKED 0x01

#define PORT_ABSENT 0xff

static uint8_t uart_read(const struct plat_ns16550 *uart, unsigned int reg)
{
	return plat_in8((uint16_t)(uart->base + reg));
}

static void uart_write(const struct plat_ns16550 *uart, unsigned int reg,
		       uint8_t value)
{
	plat_out8((uint16_t)(uart->base + reg), value);
}

static struct plat_ns16550 serial = {
	.console = {.name = "16550", .write = plat_ns16550_write},
	.read = uart_read,
	.write = uart_write,
};

static void debug_write(const struct plat_console *self, const char *text,
			size_t length)
{
	(void)self;
	while (length--)
		plat_out8(DEBUG_CONSOLE, (uint8_t)*text++);
}

static struct plat_console debug_console = {.name = "0xe9",
					    .write = debug_write};

/* What plat.console= asked for. */
static enum { AS_FOUND, ONLY_SERIAL, ONLY_DEBUG, NONE } wanted;

static int set_console(const char *value)
{
	static const struct {
		char name[6];
		uint16_t port;
	} ports[] = {{"com1", COM1}, {"com2", COM2}, {"com3", COM3},
		     {"com4", COM4}};

	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(ports); i++) {
		if (strcmp(value, ports[i].name))
			continue;
		serial.base = ports[i].port;
		wanted = ONLY_SERIAL;
		return 0;
	}
	if (!strcmp(value, "e9"))
		wanted = ONLY_DEBUG;
	else if (!strcmp(value, "none"))
		wanted = NONE;
	else
		return -PLAT_EINVAL;
	return 0;
}

PLAT_PARAM("console", set_console);

/* Which port: the command line's, else the SPCR's, else COM1. */
static uint16_t serial_port(void)
{
	struct plat_acpi_spcr spcr;

	if (serial.base)
		return (uint16_t)serial.base;
	if (!plat_acpi_spcr(&spcr) && spcr.kind == PLAT_ACPI_CONSOLE_16550 &&
	    spcr.address.space == PLAT_ACPI_IO &&
	    spcr.address.address <= UINT16_MAX - 7)
		return (uint16_t)spcr.address.address;
	return COM1;
}

static int serial_init(void)
{
	if (wanted != AS_FOUND && wanted != ONLY_SERIAL)
		return 0;
	serial.base = serial_port();
	if (!plat_ns16550_present(&serial))
		return wanted == ONLY_SERIAL ? -PLAT_ENOENT : 0;
	plat_console_register(&serial.console);
	return 0;
}

static int debug_init(void)
{
	if (wanted != AS_FOUND && wanted != ONLY_DEBUG)
		return 0;
	if (plat_in8(DEBUG_CONSOLE) == DEBUG_CONSOLE)
		plat_console_register(&debug_console);
	else if (wanted == ONLY_DEBUG)
		return -PLAT_ENOENT;
	return 0;
}

static const struct plat_hooks serial_hooks = {.name = "16550",
					       .init = serial_init};
static const struct plat_hooks debug_hooks = {.name = "0xe9",
					      .init = debug_init};

const struct plat_hooks *const plat_kvm_early_devices[] = {
	&serial_hooks, &debug_hooks, NULL};

/* A dying guest without a console: COM1, set up or not, and 0xe9. */
static void emergency_write(const struct plat_console *self, const char *text,
			    size_t length)
{
	if (!serial.base)
		serial.base = COM1;
	debug_write(self, text, length);
	if (plat_ns16550_present(&serial))
		plat_ns16550_write(&serial.console, text, length);
}

struct plat_console plat_kvm_emergency_console = {.name = "emergency",
						  .write = emergency_write};

static void debug_exit_off(uint8_t status)
{
	if (plat_in8(DEBUG_EXIT) != PORT_ABSENT)
		plat_out8(DEBUG_EXIT, status);
}

static const struct plat_power debug_exit = {.name = "isa-debug-exit",
					     .off = debug_exit_off};

static void pvpanic_crash(void)
{
	uint8_t events = plat_in8(PVPANIC);

	if (events != PORT_ABSENT && events & PVPANIC_PANICKED)
		plat_out8(PVPANIC, PVPANIC_PANICKED);
}

static const struct plat_power pvpanic = {.name = "pvpanic",
					  .crash = pvpanic_crash};

const struct plat_power *const plat_kvm_power[] = {&pvpanic, &debug_exit,
						   NULL};
