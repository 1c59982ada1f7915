/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The realm monitor for tests: from the first CPU's entry to its realm, and
 * the end.
 */
#include "tests/rmm/rmm.h"

#define PSCI_SYSTEM_OFF   0x84000008u
#define PSCI_SYSTEM_RESET 0x84000009u

PLAT_NORETURN void rmm_main(const void *tree);

void rmm_end(enum rmm_end how)
{
	rmm_counts_say();
	rmm_say("end violations=%lu", rmm_nr_violations);
	rmm_firmware(how == RMM_OFF ? PSCI_SYSTEM_OFF : PSCI_SYSTEM_RESET, 0, 0,
		     0);
	for (;;)
		;
}

void rmm_main(const void *tree)
{
	struct rmm_cpu *cpu = &rmm_cpus[0];

	plat_arm64_write(tpidr_el2, (uintptr_t)cpu);
	cpu->state = RMM_CPU_ON;
	cpu->context = rmm_realm_make(tree, &cpu->entry);
	for (unsigned int i = 0; i < rmm_nr_cpus; i++)
		rmm_measure_cpu(&rmm_cpus[i]);
	rmm_cpu_setup(cpu);
	rmm_say("a realm of %lu MiB, %lu bits of IPA, %u CPUs",
		rmm_options.mem_bytes >> 20, rmm_options.ipa_width,
		rmm_nr_cpus);
	rmm_cpu_enter(cpu);
}
