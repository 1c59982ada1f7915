/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The linker sets, for the .rodata of each ISA's linker script: what is put
 * into an image by being in one of its objects.
 */
		plat_frontends_begin = .;
		KEEP(*(.plat_frontends.first))
		KEEP(*(.plat_frontends))
		plat_frontends_end = .;
		plat_powers_begin = .;
		KEEP(*(.plat_powers))
		plat_powers_end = .;
		plat_frame_sources_begin = .;
		KEEP(*(.plat_frame_sources))
		plat_frame_sources_end = .;
		plat_fault_servers_begin = .;
		KEEP(*(.plat_fault_servers.pages))
		KEEP(*(.plat_fault_servers.ranges))
		KEEP(*(.plat_fault_servers.guest))
		KEEP(*(.plat_fault_servers.threads))
		plat_fault_servers_end = .;
		plat_fault_thread_servers_begin = .;
		KEEP(*(.plat_fault_thread_servers))
		plat_fault_thread_servers_end = .;
		plat_fixups_begin = .;
		KEEP(*(.plat_fixups))
		plat_fixups_end = .;
		. = ALIGN(8);
		plat_crash_parts_begin = .;
		KEEP(*(.plat_crash_parts.lcpus))
		KEEP(*(.plat_crash_parts.form))
		plat_crash_parts_end = .;
		plat_params_begin = .;
		KEEP(*(.plat_params))
		plat_params_end = .;
		plat_stages_begin = .;
#define PLAT_STAGE_SECTION(name) KEEP(*(.plat_stages.name))
		PLAT_STAGE_SECTION(vectors)
		PLAT_STAGE_SECTION(cpu)
		PLAT_STAGE_SECTION(protocol)
		PLAT_STAGE_SECTION(early)
		PLAT_STAGE_SECTION(bootinfo)
		PLAT_STAGE_SECTION(memory)
		PLAT_STAGE_SECTION(irq)
		PLAT_STAGE_SECTION(time)
		PLAT_STAGE_SECTION(smp)
		PLAT_STAGE_SECTION(devices)
		PLAT_STAGE_SECTION(app)
		plat_stages_end = .;
		plat_init_array_begin = .;
		KEEP(*(SORT_BY_INIT_PRIORITY(.init_array.*)))
		KEEP(*(.init_array))
		plat_init_array_end = .;
