/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The realm monitor for tests: what its files share. docs/realm-monitor.md says
 * what it is; the ABI is that of the Realm Management Monitor (Arm DEN 0137,
 * 1.0), which "RMM" in its sources means.
 *
 * Where things are, on QEMU's virt machine with 6 GiB:
 *
 *	PA            what                             realm's IPA
 *	0x00000000    devices                          alias + the same
 *	0x40000000    QEMU's boot code
 *	0x40200000    the monitor
 *	0x48000000    QEMU's initrd and devicetree
 *	0x50000000    the realm's RAM, protected       0x40000000
 *	0x140000000   its RAM as the host shares it    alias + 0x40000000
 *
 * A mix-up of IPA and PA is seen, as is one of what is shared and what is not.
 */
#ifndef TESTS_RMM_RMM_H
#define TESTS_RMM_RMM_H

#define RMM_STACK_SIZE 0x8000
#define RMM_CPUS_MAX   64

/* Offsets in struct rmm_regs and the size of it, for start.S. */
#define RMM_REGS_SIZE  256

#ifndef __ASSEMBLER__

#include <plat/compiler.h>
#include <plat/string.h>
#include <plat/types.h>

#include "common/arm64/sysreg.h"

#define RMM_RAM_IPA   0x40000000ul
#define RMM_RAM_PA    0x50000000ul
#define RMM_RAM_MAX   PLAT_GIB(2)
#define RMM_SHARED_PA 0x100000000ul /* of IPA 0 in the unprotected half */
#define RMM_DEVICES_END RMM_RAM_IPA

/* What a trap from the realm saves. */
struct rmm_regs {
	uint64_t x[31];
	uint64_t unused; /* of 16 bytes */
};
_Static_assert(sizeof(struct rmm_regs) == RMM_REGS_SIZE, "start.S knows it");

/* A range of IPAs. */
struct rmm_range {
	uint64_t start, size;
};

static inline bool rmm_in_range(const struct rmm_range *r, uint64_t ipa)
{
	return ipa - r->start < r->size;
}

/* --- start.S ------------------------------------------------------------ */

extern char rmm_stacks[];
PLAT_NORETURN void rmm_enter(uint64_t x0, void *stack);
/* Where the other CPUs begin; x0 is their number. */
void rmm_secondary(void);
/* A call of QEMU's own PSCI. */
uint64_t rmm_firmware(uint64_t function, uint64_t a, uint64_t b, uint64_t c);
/* The ID register S3_0_C0_C<@crm>_<@op2>, @index = crm * 8 + op2 - 8. */
uint64_t rmm_id_register(unsigned int index);
/* One access of a device's register, 1 << @size bytes. Returns false where
 * nothing answers. */
bool rmm_load(uint64_t pa, unsigned int size, uint64_t *value);
bool rmm_store(uint64_t pa, unsigned int size, uint64_t value);
/* Calls @function with the realm's floating point registers put away. */
void rmm_with_fp(void (*function)(void *arg), void *arg);

/* --- console.c ---------------------------------------------------------- */

/* One line, "rmm: " in front, on a line of its own. */
PLAT_PRINTF(1, 2) void rmm_say(const char *format, ...);
/* The realm wrote @c to the UART that both use. */
void rmm_console_seen(char c);
/* What the monitor itself cannot go on with. */
PLAT_NORETURN PLAT_PRINTF(1, 2) void rmm_fatal(const char *format, ...);

/* --- main.c: the end of the realm --------------------------------------- */

enum rmm_end { RMM_OFF, RMM_RESET };

/* Says the counts, in the last line the number of violations. */
PLAT_NORETURN void rmm_end(enum rmm_end how);
/* The realm did what it must not; the line says what and where. */
PLAT_PRINTF(1, 2) void rmm_violation(const char *format, ...);
extern uint64_t rmm_nr_violations;

/* --- options.c ---------------------------------------------------------- */

#define RMM_RANGES_MAX 4
#define RMM_IRQS_MAX   8
#define RMM_NO_LIMIT   UINT64_MAX

struct rmm_ranges {
	unsigned int nr;
	struct rmm_range range[RMM_RANGES_MAX];
};

/* Registers of devices, and bits of each. */
struct rmm_registers {
	unsigned int nr;
	struct rmm_register {
		uint64_t address, bits;
	} of[RMM_RANGES_MAX];
};

/* What the words rmm.NAME=VALUE of the command line say. */
struct rmm_options {
	uint64_t mem_bytes;
	uint64_t ipa_width;
	uint64_t hash_bits;        /* 256 or 512 */
	uint64_t version;          /* of RSI; 0: there is none */
	uint8_t rpv[64];
	bool empty;                /* RAM is EMPTY, but what was loaded */
	bool direct;               /* devices are mapped, not emulated */
	bool verbose;
	uint64_t image;            /* the Image is put there; 0: as it wants */
	uint64_t dtb;              /* what the realm is told; 0: the truth */
	struct rmm_ranges reject;
	struct rmm_ranges destroyed;
	uint64_t set_pages;        /* one IPA_STATE_SET does no more */
	uint64_t get_pages;        /* one IPA_STATE_GET tells of no more */
	uint64_t token_wait;       /* so often INCOMPLETE with nothing */
	uint64_t token_step_bytes; /* one CONTINUE gives no more */
	uint64_t deny;             /* bit i: CPU i is denied; */
	uint64_t stall;            /* is on, but never runs */
	struct rmm_registers flip; /* each second read has these bits changed */
	struct rmm_registers value; /* each read has this value */
	unsigned int nr_irqs;
	uint32_t irqs[RMM_IRQS_MAX];
};
extern struct rmm_options rmm_options;

/* Takes the words that are the monitor's out of @line. */
void rmm_options_take(char *line);
bool rmm_ranges_have(const struct rmm_ranges *ranges, uint64_t ipa);

/* --- realm.c: what the realm begins with -------------------------------- */

/* Makes the realm of QEMU's devicetree @tree; returns what its first CPU has
 * in x0, and in @entry where it begins. */
uint64_t rmm_realm_make(const void *tree, uint64_t *entry);

/* --- cpu.c -------------------------------------------------------------- */

struct rmm_cpu {
	unsigned int number;
	uint64_t mpidr;
	enum rmm_cpu_state { RMM_CPU_OFF, RMM_CPU_ON } state;
	uint64_t entry, context; /* where it starts; its x0 there */
	uint32_t queue[32];      /* interrupts for which no list register is */
	unsigned int nr_queued;
	unsigned int next_irq;   /* of rmm_options.irqs */
};
extern struct rmm_cpu rmm_cpus[RMM_CPUS_MAX];
extern unsigned int rmm_nr_cpus;

static inline struct rmm_cpu *rmm_this_cpu(void)
{
	return (struct rmm_cpu *)plat_arm64_read(tpidr_el2);
}

/* The CPU with the affinity that @mpidr names, or NULL. */
struct rmm_cpu *rmm_cpu_find(uint64_t mpidr);
/* Every control register of EL2, and EL1's as the RMM leaves them. */
void rmm_cpu_setup(struct rmm_cpu *cpu);
PLAT_NORETURN void rmm_cpu_enter(struct rmm_cpu *cpu);

/* --- memory.c: RIPAS and stage 2 ---------------------------------------- */

enum rmm_ripas { RMM_EMPTY, RMM_RAM, RMM_DESTROYED };

extern uint64_t rmm_alias; /* the bit that says unprotected */

void rmm_memory_setup(void);
/* Stage 2 as it stands, for this CPU. */
void rmm_memory_use(void);
enum rmm_ripas rmm_ripas(uint64_t ipa);
bool rmm_is_ram(uint64_t ipa);
/* Its contents are lost. rmm_memory_flush() must follow. */
void rmm_ripas_set(uint64_t ipa, enum rmm_ripas ripas);
void rmm_memory_flush(void);
/* RAM before the realm runs, its contents as they are. */
void rmm_ripas_load(uint64_t ipa);
/* The realm's page, whatever its RIPAS. */
void *rmm_private(uint64_t ipa);
/* What the host shows it in the unprotected half. */
void *rmm_shared(uint64_t ipa);
/* @size bytes of one page of the realm, which the realm named: NULL unless it
 * is protected RAM now. */
void *rmm_argument(uint64_t ipa, uint64_t size);

/* --- trap.c ------------------------------------------------------------- */

void rmm_trap(struct rmm_regs *regs);
void rmm_interrupt(void);
/* This CPU is off: the last thing that it does. */
PLAT_NORETURN void rmm_cpu_off(void);
PLAT_NORETURN void rmm_unexpected(uint64_t vector);
void rmm_inject_undefined(void);
void rmm_inject_abort(uint64_t esr);

/* --- mmio.c ------------------------------------------------------------- */

/* The realm's access to a device at @pa, which @esr describes. */
void rmm_mmio(struct rmm_regs *regs, uint64_t pa, uint64_t esr);

/* --- rsi.c, psci.c, host.c, token.c ------------------------------------- */

#define RMM_NOT_SUPPORTED (~0ull)

enum rmm_status {
	RMM_SUCCESS,
	RMM_ERROR_INPUT,
	RMM_ERROR_STATE,
	RMM_INCOMPLETE,
};

#define RMM_RSI_FIRST 0xc4000190u
#define RMM_RSI_NR    10u

#define RMM_PSCI_VERSION 0x84000000u

/* Each returns false where there is no such function. */
bool rmm_rsi(struct rmm_regs *regs);
bool rmm_psci(struct rmm_regs *regs);
/* What the host does with a host call's registers. */
void rmm_host_call(uint32_t imm, uint64_t gprs[31]);
enum rmm_status rmm_token_init(struct rmm_cpu *cpu, const uint64_t *challenge,
			       uint64_t *size_bytes);
enum rmm_status rmm_token_continue(struct rmm_cpu *cpu, const uint64_t *args,
				   uint64_t *nr_bytes);

/* How often each function was called. */
uint64_t rmm_count_of(uint32_t function);
void rmm_count(uint32_t function);
void rmm_counts_say(void);

/* --- irq.c -------------------------------------------------------------- */

void rmm_irq_setup(void);
void rmm_irq_take(void);
/* Make the interrupt @id pending on this CPU, though no device raised it. */
void rmm_irq_inject(uint32_t id);
void rmm_irq_send(uint64_t sgi1r);
/* Before each return to the realm. */
void rmm_irq_refill(void);

/* --- measure.c ---------------------------------------------------------- */

#define RMM_NR_MEASUREMENTS 5
#define RMM_HASH_MAX        64

/* RIM, REM1 to REM4; what a hash does not fill is 0. */
extern uint8_t rmm_measurements[RMM_NR_MEASUREMENTS][RMM_HASH_MAX];

unsigned int rmm_hash_size(void);
void rmm_measure_realm(void);
void rmm_measure_data(uint64_t ipa);
void rmm_measure_ripas(uint64_t base, uint64_t top);
void rmm_measure_cpu(const struct rmm_cpu *cpu);
void rmm_measure_extend(unsigned int index, const void *value, size_t size);

/* --- crypto.c: the only one that knows of mbedTLS ----------------------- */

#define RMM_P384_SIZE 48u

/* @bits: 256, 384 or 512. */
void rmm_hash(unsigned int bits, const void *data, size_t size, uint8_t *hash);
struct rmm_key {
	uint8_t secret[RMM_P384_SIZE];
};
extern const struct rmm_key rmm_platform_key, rmm_realm_key;

void rmm_public_key(const struct rmm_key *key, uint8_t x[RMM_P384_SIZE],
		    uint8_t y[RMM_P384_SIZE]);
/* r, then s, of @hash, which has 384 bits. */
void rmm_sign(const struct rmm_key *key, const uint8_t *hash,
	      uint8_t signature[2 * RMM_P384_SIZE]);

#endif /* __ASSEMBLER__ */

#endif /* TESTS_RMM_RMM_H */
