/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Boot stages: what comes up when, on the way up in this order and on the way
 * down in reverse. One table, made by the linker out of all PLAT_STAGE()
 * entries of the core, the frontends, the drivers and the guest.
 */
#ifndef PLAT_STAGE_H
#define PLAT_STAGE_H

#include <plat/types.h>

/* X(name): what is there when the stage is over. The linker script lists the
 * same names in the same order. */
#define PLAT_STAGES(X)                                                     \
	X(vectors)  /* exceptions are caught and printed */                \
	X(cpu)      /* features and address widths are known */            \
	X(protocol) /* command line, modules, raw memory map */            \
	X(early)    /* a console; early devices added their MRDs */        \
	X(bootinfo) /* boot info is complete and normalised */             \
	X(memory)   /* the kernel's page tables, frames, plat_mmio_map */  \
	X(irq)      /* plat_irq_*, interrupts are on */                    \
	X(time)     /* plat_time_* */                                      \
	X(smp)      /* the other lcpus run */                              \
	X(devices)  /* late devices */                                     \
	X(app)      /* the last before main: the guest's own */

enum plat_stage {
#define PLAT_STAGE_ENUM(name) PLAT_STAGE_##name,
	PLAT_STAGES(PLAT_STAGE_ENUM)
#undef PLAT_STAGE_ENUM
	PLAT_NR_STAGES,
};

/* What a part of the system does when it comes up, goes down, and around a
 * suspension. A NULL member has nothing to do. */
struct plat_hooks {
	const char *name;

	/** Returns 0, or a negative status: the boot ends with a message. */
	int (*init)(void);

	/** Undo init. Called only where init succeeded. */
	void (*term)(void);

	/** Save what a suspended machine loses, and set it up again; called
	 * on lcpu 0, alone, interrupts off. A negative status from suspend
	 * refuses the suspension. */
	int (*suspend)(void);
	int (*resume)(void);
};

struct plat_stage_entry {
	enum plat_stage stage;
	const struct plat_hooks *hooks;
};

/*
 * Put an entry into a stage. It may rely on every stage before @after_stage,
 * and on that one; if its own stage does not come later, the compilation
 * fails. Within a stage the order is that of the link.
 *
 *	PLAT_STAGE(devices, memory, blk, .init = blk_init, .term = blk_term);
 */
#define PLAT_STAGE(at_stage, after_stage, entry_name, ...)                 \
	_Static_assert((int)PLAT_STAGE_##at_stage >                        \
			   (int)PLAT_STAGE_##after_stage,                  \
		       #entry_name ": stage " #at_stage                    \
				   " comes before " #after_stage           \
				   " is over");                            \
	static const struct plat_hooks plat_hooks_##entry_name = {         \
	    .name = #entry_name, __VA_ARGS__};                             \
	extern const struct plat_stage_entry plat_stage_##entry_name;      \
	PLAT_USED PLAT_SECTION(".plat_stages." #at_stage) \
	PLAT_ALIGNED(8)                                                    \
	const struct plat_stage_entry plat_stage_##entry_name = {          \
	    .stage = PLAT_STAGE_##at_stage,                                \
	    .hooks = &plat_hooks_##entry_name}

/**
 * The stage that the boot is in, or has reached.
 *
 * Context: any.
 */
enum plat_stage plat_stage_now(void);

/** "memory" and so on: a constant string, "?" for none of them. */
const char *plat_stage_name(enum plat_stage stage);

#endif /* PLAT_STAGE_H */
