/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A QEMU TCG plugin that counts what a guest does from the first execution of
 * one instruction to that of another, and ends QEMU there:
 *
 *   -plugin insncount.so,start=VA,stop=VA,out=FILE[,profile=FILE][,vcpu=N]
 *           [,only=FIRST-END]...
 *
 * FILE gets a line "NAME COUNT" for each of enum counter; the profile a line
 * "VA COUNT" for each instruction. There may be more pairs of start and stop,
 * which the guest goes through one after the other: FILE gets these lines for
 * each, and QEMU ends at the last stop. One lcpu is counted, the first that
 * comes to the start; or vCPU N of QEMU's, from the first instruction of its
 * own after some lcpu has come to the start. With `only`, no more than what is
 * at these addresses (END is none of them) is counted: a domain's own, where
 * Xen and others run on the same vCPU. What a helper of QEMU writes (page
 * tables' accessed bits, an exception's frame, arm64's DC ZVA) is not seen.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/plugin-abi.h"

enum counter {
	INSNS,          /* a repeated string instruction is one */
	REP_ITERATIONS, /* and these are its repetitions */
	PORT_IO,
	MSR,
	MMIO,
	TLBI,
	PAGES_DIRTIED,
	NR_COUNTERS,
};

static const char *const counter_names[NR_COUNTERS] = {
	[INSNS] = "insns",     [REP_ITERATIONS] = "rep_iterations",
	[PORT_IO] = "port_io", [MSR] = "msr",
	[MMIO] = "mmio",       [TLBI] = "tlbi",
	[PAGES_DIRTIED] = "pages_dirtied",
};

/* An instruction that has been translated; never freed, QEMU may go back to
 * it at any time. */
struct insn {
	struct insn *next;
	uint64_t va;
	uint64_t nr_executed;
	bool is_rep;
	enum counter also; /* what it counts as, or INSNS */
};

/* Pages of 4 KiB of guest memory below this are told apart. */
#define MAX_PAGES ((uint64_t)1 << 26)

/* Of addresses: an image where it is linked, and where it is entered. */
#define MAX_RANGES 2

#define MAX_PAIRS 8

static struct {
	uint64_t start[MAX_PAIRS];
	uint64_t stop[MAX_PAIRS];
	size_t nr_starts, nr_stops;
	struct {
		uint64_t first;
		uint64_t end;
	} only[MAX_RANGES];
	size_t nr_only; /* 0: everything */
	const char *out;
	const char *profile;
	const char *vcpu;
	bool x86, arm64;
} options;

static struct insn *insns;
static const struct insn *last_executed;
static const struct insn *repeating; /* has not accessed memory yet */
static uint64_t counters[NR_COUNTERS];
static uint8_t *dirty;
static size_t pair; /* the one that is counted, or is next */
static bool started, counting;
static unsigned int counted_vcpu;

static FILE *open_report(const char *path)
{
	FILE *file = fopen(path, "w");

	if (!file) {
		perror(path);
		_exit(EXIT_FAILURE);
	}
	return file;
}

static void report_counters(void)
{
	static FILE *file;

	if (!file)
		file = open_report(options.out);
	for (int i = 0; i < NR_COUNTERS; i++)
		fprintf(file, "%s %" PRIu64 "\n", counter_names[i],
			counters[i]);
	fflush(file);
}

static void report_profile(void)
{
	FILE *file = open_report(options.profile);

	for (const struct insn *insn = insns; insn; insn = insn->next) {
		if (insn->nr_executed)
			fprintf(file, "%#" PRIx64 " %" PRIu64 "\n", insn->va,
				insn->nr_executed);
	}
	fclose(file);
}

static void at_start(unsigned int vcpu, void *arg)
{
	if (started || (size_t)arg != pair)
		return;
	started = true;
	if (options.vcpu)
		return;
	counting = true;
	counted_vcpu = vcpu;
}

/* Its first one after the start. */
static void count_from_here(unsigned int vcpu)
{
	if (started && options.vcpu && vcpu == counted_vcpu)
		counting = true;
}

static void begin_next(void)
{
	started = counting = false;
	last_executed = repeating = NULL;
	memset(counters, 0, sizeof(counters));
	memset(dirty, 0, MAX_PAGES);
}

/* QEMU's exit handlers would wait for the lcpu that this runs on. */
static void at_stop(unsigned int vcpu, void *arg)
{
	if (!counting || vcpu != counted_vcpu || (size_t)arg != pair)
		return;
	report_counters();
	if (++pair < options.nr_stops) {
		begin_next();
		return;
	}
	if (options.profile)
		report_profile();
	_exit(EXIT_SUCCESS);
}

/* A string instruction goes on; or a hypervisor came between (a lazy FPU, a
 * page that it has to bring), and the domain's instruction is done again. One
 * that jumps to itself is not told from that. */
static bool is_the_same(const struct insn *insn)
{
	return last_executed && insn->va == last_executed->va &&
	       (insn->is_rep || options.nr_only);
}

/* TCG goes through a repeated string instruction once for each repetition,
 * and, as a rule, once more to find that there is none left: a repetition is a
 * pass that accesses memory. It may be translated more than once. */
static void at_insn(unsigned int vcpu, void *arg)
{
	struct insn *insn = arg;

	count_from_here(vcpu);
	if (!counting || vcpu != counted_vcpu)
		return;
	if (!is_the_same(insn)) {
		counters[INSNS]++;
		insn->nr_executed++;
	}
	if (!insn->is_rep && insn->also != INSNS)
		counters[insn->also]++;
	repeating = insn->is_rep ? insn : NULL;
	last_executed = insn;
}

static void count_repetition(void)
{
	if (!repeating)
		return;
	counters[REP_ITERATIONS]++;
	if (repeating->also != INSNS)
		counters[repeating->also]++;
	repeating = NULL;
}

static void at_access(unsigned int vcpu, qemu_plugin_meminfo_t info,
		      uint64_t va, void *arg)
{
	struct qemu_plugin_hwaddr *hwaddr;
	uint64_t page;

	(void)arg;
	if (!counting || vcpu != counted_vcpu)
		return;
	count_repetition();
	hwaddr = qemu_plugin_get_hwaddr(info, va);
	if (hwaddr && qemu_plugin_hwaddr_is_io(hwaddr)) {
		counters[MMIO]++;
		return;
	}
	if (!hwaddr || !qemu_plugin_mem_is_store(info))
		return;
	page = qemu_plugin_hwaddr_phys_addr(hwaddr) >> 12;
	if (page >= MAX_PAGES || !dirty[page]) {
		counters[PAGES_DIRTIED]++;
		dirty[page < MAX_PAGES ? page : 0] = 1;
	}
}

static bool is_prefix(uint8_t byte)
{
	static const uint8_t prefixes[] = {0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65,
					   0x66, 0x67, 0xf0, 0xf2, 0xf3};

	return memchr(prefixes, byte, sizeof(prefixes)) != NULL;
}

/* Intel SDM 2B, appendix A, and 2.2.1: where the opcode is. A byte 0x4x that
 * ends an instruction is INC or DEC of 32-bit code, not REX. */
static size_t opcode_at(const uint8_t *data, size_t size)
{
	size_t i = 0;

	while (i + 1 < size && is_prefix(data[i]))
		i++;
	if (i + 1 < size && (data[i] & 0xf0) == 0x40)
		i++;
	return i;
}

static bool is_rep(const uint8_t *data, size_t opcode)
{
	uint8_t op = data[opcode];
	bool string = (op >= 0x6c && op <= 0x6f) ||
		      (op >= 0xa4 && op <= 0xa7) || (op >= 0xaa && op <= 0xaf);

	return string && (memchr(data, 0xf2, opcode) ||
			  memchr(data, 0xf3, opcode));
}

/* INVLPG, 0F 01 /7 of memory; MOV to CR3 or CR4, 0F 22 /3 and /4, which drop
 * what the TLB holds (SDM 3A 4.10.4.1), some bits of CR4 apart. */
static bool forgets(uint8_t second, uint8_t modrm)
{
	uint8_t reg = modrm >> 3 & 7;

	return (second == 0x01 && reg == 7 && modrm >> 6 != 3) ||
	       (second == 0x22 && (reg == 3 || reg == 4));
}

static enum counter classify_x86(const uint8_t *data, size_t opcode,
				 size_t size)
{
	uint8_t op = data[opcode];

	if ((op >= 0xe4 && op <= 0xe7) || (op >= 0xec && op <= 0xef) ||
	    (op >= 0x6c && op <= 0x6f))
		return PORT_IO;
	if (op == 0x0f && opcode + 1 < size &&
	    (data[opcode + 1] == 0x30 || data[opcode + 1] == 0x32))
		return MSR;
	if (op == 0x0f && opcode + 2 < size &&
	    forgets(data[opcode + 1], data[opcode + 2]))
		return TLBI;
	return INSNS;
}

/* Arm DDI 0487 C5.1.3: SYS with op0 = 1, of which CRn 8 and 9 are TLBI. */
static enum counter classify_arm64(const uint8_t *data, size_t size)
{
	uint32_t word;

	if (size != sizeof(word))
		return INSNS;
	memcpy(&word, data, sizeof(word));
	return (word & 0xfff8e000) == 0xd5088000 ? TLBI : INSNS;
}

static struct insn *new_insn(const struct qemu_plugin_insn *translated)
{
	const uint8_t *data = qemu_plugin_insn_data(translated);
	size_t size = qemu_plugin_insn_size(translated);
	struct insn *insn = calloc(1, sizeof(*insn));

	if (!insn)
		abort();
	insn->va = qemu_plugin_insn_vaddr(translated);
	insn->also = INSNS;
	if (options.x86 && size) {
		size_t opcode = opcode_at(data, size);

		insn->is_rep = is_rep(data, opcode);
		insn->also = classify_x86(data, opcode, size);
	}
	if (options.arm64)
		insn->also = classify_arm64(data, size);
	insn->next = insns;
	insns = insn;
	return insn;
}

/* In this order: the instruction at the start counts, that at the stop does
 * not. */
static void instrument(struct qemu_plugin_insn *translated)
{
	struct insn *insn = new_insn(translated);

	for (size_t i = 0; i < options.nr_stops; i++) {
		if (insn->va == options.start[i])
			qemu_plugin_register_vcpu_insn_exec_cb(
				translated, at_start, QEMU_PLUGIN_CB_NO_REGS,
				(void *)i);
		if (insn->va == options.stop[i])
			qemu_plugin_register_vcpu_insn_exec_cb(
				translated, at_stop, QEMU_PLUGIN_CB_NO_REGS,
				(void *)i);
	}
	qemu_plugin_register_vcpu_insn_exec_cb(
		translated, at_insn, QEMU_PLUGIN_CB_NO_REGS, insn);
	qemu_plugin_register_vcpu_mem_cb(translated, at_access,
					 QEMU_PLUGIN_CB_NO_REGS,
					 QEMU_PLUGIN_MEM_RW, NULL);
}

static bool is_counted(uint64_t va)
{
	for (size_t i = 0; i < options.nr_only; i++) {
		if (va >= options.only[i].first && va < options.only[i].end)
			return true;
	}
	return !options.nr_only;
}

static void at_translation(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
	(void)id;
	for (size_t i = 0; i < qemu_plugin_tb_n_insns(tb); i++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);

		if (is_counted(qemu_plugin_insn_vaddr(insn)))
			instrument(insn);
	}
}

static bool take_address(uint64_t *addresses, size_t *nr, const char *text)
{
	if (*nr == MAX_PAIRS)
		return false;
	addresses[(*nr)++] = strtoull(text, NULL, 0);
	return true;
}

static bool take_range(const char *text)
{
	char *rest;

	if (options.nr_only == MAX_RANGES)
		return false;
	options.only[options.nr_only].first = strtoull(text, &rest, 0);
	if (*rest != '-')
		return false;
	options.only[options.nr_only++].end = strtoull(rest + 1, NULL, 0);
	return true;
}

static bool take_option(char *option)
{
	char *value = strchr(option, '=');

	if (!value)
		return false;
	*value++ = '\0';
	if (!strcmp(option, "start"))
		return take_address(options.start, &options.nr_starts, value);
	else if (!strcmp(option, "stop"))
		return take_address(options.stop, &options.nr_stops, value);
	else if (!strcmp(option, "out"))
		options.out = strdup(value);
	else if (!strcmp(option, "profile"))
		options.profile = strdup(value);
	else if (!strcmp(option, "vcpu"))
		options.vcpu = strdup(value);
	else if (!strcmp(option, "only"))
		return take_range(value);
	else
		return false;
	return true;
}

int qemu_plugin_version = PLUGIN_API;

int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc,
			char **argv)
{
	for (int i = 0; i < argc; i++) {
		if (!take_option(argv[i])) {
			fprintf(stderr, "insncount: what is %s?\n", argv[i]);
			return -1;
		}
	}
	if (options.vcpu)
		counted_vcpu = (unsigned int)strtoul(options.vcpu, NULL, 0);
	dirty = calloc(MAX_PAGES, sizeof(dirty[0]));
	if (!options.nr_starts || options.nr_starts != options.nr_stops ||
	    !options.out || !dirty) {
		fprintf(stderr, "insncount: needs start=, stop= and out=\n");
		return -1;
	}
	options.x86 = !strcmp(info->target_name, "x86_64") ||
		      !strcmp(info->target_name, "i386");
	options.arm64 = !strcmp(info->target_name, "aarch64");
	qemu_plugin_register_vcpu_tb_trans_cb(id, at_translation);
	return 0;
}
