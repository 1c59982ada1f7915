/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/x86_64/pcid.h"

/* Its place in the array, or X86_NR_PCIDS. */
static unsigned int find(const struct plat_x86_pcids *pcids, uint64_t space)
{
	unsigned int i = 0;

	while (i < X86_NR_PCIDS && pcids->owners[i].space != space)
		i++;
	return i;
}

unsigned int plat_x86_pcid_enter(struct plat_x86_pcids *pcids, uint64_t space,
				 uint64_t nr_changes, bool *is_valid)
{
	unsigned int i = find(pcids, space);

	*is_valid = i < X86_NR_PCIDS &&
		    pcids->owners[i].nr_changes == nr_changes;
	if (i == X86_NR_PCIDS) {
		i = pcids->next;
		pcids->next = (i + 1) % X86_NR_PCIDS;
		pcids->owners[i].space = space;
	}
	pcids->owners[i].nr_changes = nr_changes;
	return i + 1;
}

void plat_x86_pcid_flushed(struct plat_x86_pcids *pcids, uint64_t space,
			   uint64_t change)
{
	unsigned int i = find(pcids, space);

	if (i < X86_NR_PCIDS && pcids->owners[i].nr_changes == change - 1)
		pcids->owners[i].nr_changes = change;
}
