/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The monitor's own test: what all suites need, and which of them is run. The
 * word test=NAME of the command line says it. Prints TAP.
 */
#include "tests/rmm/guest/guest.h"

#include <libfdt.h>

#include <plat/log.h>

#include "common/log/format.h"

#define UART_DATA  0x09000000ul
#define UART_FLAGS 0x09000018ul
#define UART_FULL  (1u << 5)

/* Not from RSI_REALM_CONFIG, so that what is wrong there can be told. */
uint64_t guest_alias = (uint64_t)1 << 32;
uint8_t guest_pages[2 * PLAT_PAGE_SIZE] PLAT_ALIGNED(2 * PLAT_PAGE_SIZE);

static const char *command_line = "";
static unsigned int nr_done;

void guest_main(const void *tree);

/* What is linked from libplat.a has canaries. */
uintptr_t __stack_chk_guard = 0x67756573;
PLAT_NORETURN void __stack_chk_fail(void);
PLAT_NORETURN void __stack_chk_fail(void)
{
	guest_print("Bail out! a stack was overwritten\n");
	for (;;)
		;
}

static volatile uint32_t *device(uint64_t address)
{
	return (volatile uint32_t *)(address | guest_alias);
}

static void put_text(const char *text, size_t length)
{
	for (; length; length--) {
		while (*device(UART_FLAGS) & UART_FULL)
			;
		*device(UART_DATA) = (uint8_t)*text++;
	}
}

static void print(const char *format, va_list args)
{
	char buf[64];
	struct plat_format_sink sink = {.buf = buf, .size = sizeof(buf),
					.flush = put_text};

	plat_format(&sink, format, args);
	put_text(buf, sink.length);
}

void guest_print(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print(format, args);
	va_end(args);
}

void guest_ok(bool ok, const char *format, ...)
{
	va_list args;

	guest_print("%sok %u - ", ok ? "" : "not ", ++nr_done);
	va_start(args, format);
	print(format, args);
	va_end(args);
	guest_print("\n");
}

uint64_t guest_call(struct smc *regs, uint64_t function, uint64_t a, uint64_t b,
		    uint64_t c, uint64_t d)
{
	regs->x[0] = function;
	regs->x[1] = a;
	regs->x[2] = b;
	regs->x[3] = c;
	regs->x[4] = d;
	guest_smc(regs);
	return regs->x[0];
}

uint64_t guest_host(uint32_t imm, uint64_t a, uint64_t b)
{
	static struct {
		uint32_t imm;
		uint64_t gprs[31];
	} call PLAT_ALIGNED(256);
	struct smc regs = {{0}};

	call.imm = imm;
	call.gprs[0] = imm == HOST_SMCCC ? a : 0;
	call.gprs[1] = a;
	call.gprs[2] = b;
	if (guest_call(&regs, RSI_HOST_CALL, (uintptr_t)&call, 0, 0, 0))
		return ~0ul - 99;
	return call.gprs[0];
}

bool guest_violated(uint64_t nr)
{
	return guest_host(HOST_VIOLATIONS, nr, 0) == nr;
}

uint64_t guest_probe_result(void)
{
	return guest_fault[0] & 0xfe00023f;
}

uint64_t guest_ripas(uint64_t ipa, uint64_t end, uint64_t *top)
{
	struct smc regs = {{0}};

	if (guest_call(&regs, RSI_IPA_STATE_GET, ipa, end, 0, 0))
		return ~0ul;
	if (top)
		*top = regs.x[1];
	return regs.x[2];
}

uint64_t guest_set(uint64_t base, uint64_t end, uint64_t ripas, uint64_t flags,
		   uint64_t *top)
{
	struct smc regs = {{0}};

	if (guest_call(&regs, RSI_IPA_STATE_SET, base, end, ripas, flags))
		return ~0ul;
	*top = regs.x[1];
	return regs.x[2];
}

const char *guest_word(const char *name)
{
	const char *p = command_line;

	while (*p) {
		if (strncmp(p, name, strlen(name)) == 0 &&
		    p[strlen(name)] == '=')
			return p + strlen(name) + 1;
		p = strchr(p, ' ');
		if (!p)
			break;
		p++;
	}
	return "";
}

static const struct suite {
	const char *name;
	void (*run)(void);
} suites[] = {
	{"calls", guest_calls},
	{"memory", guest_memory},
	{"measure", guest_measure},
	{"token", guest_token},
	{"cpus", guest_cpus},
	{"interrupts", guest_interrupts},
	{"hostile", guest_hostile},
	{"reject", guest_reject},
	{"destroyed", guest_destroyed},
	{"partial", guest_partial},
	{"stuck", guest_stuck},
	{"short", guest_short},
	{"empty", guest_empty},
	{"deny", guest_deny},
	{"stall", guest_stall},
	{"flip", guest_flip},
	{"no-rsi", guest_no_rsi},
	{"hang", guest_hang},
};

static void run(const char *name)
{
	const char *end = strchr(name, ' ');
	size_t length = end ? (size_t)(end - name) : strlen(name);

	for (size_t i = 0; i < PLAT_ARRAY_SIZE(suites); i++) {
		if (strlen(suites[i].name) == length &&
		    strncmp(suites[i].name, name, length) == 0)
			suites[i].run();
	}
	guest_print("1..%u\n", nr_done);
}

void guest_main(const void *tree)
{
	struct smc regs = {{0}};
	int chosen = fdt_path_offset(tree, "/chosen");
	const char *ipa, *line = fdt_getprop(tree, chosen, "bootargs", NULL);

	if (line)
		command_line = line;
	ipa = guest_word("ipa");
	if (*ipa)
		guest_alias = 1ul << (10 * (ipa[0] - '0') + ipa[1] - '0' - 1);
	run(guest_word("test"));
	guest_call(&regs, PSCI_SYSTEM_OFF, 0, 0, 0, 0);
}
