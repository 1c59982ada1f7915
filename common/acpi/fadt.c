/* SPDX-License-Identifier: BSD-3-Clause */
/* The FADT: fixed hardware. */
#include "common/acpi/acpi.h"

#define FADT PLAT_ACPI_SIGNATURE('F', 'A', 'C', 'P')

/* The extended field where it is valid, else the I/O port of old. */
static struct plat_acpi_register either(const struct acpi_gas *extended,
					uint32_t port, uint8_t bytes)
{
	if (extended->address)
		return acpi_register(extended);
	return (struct plat_acpi_register){
		.address = port,
		.space = PLAT_ACPI_IO,
		.width_bits = (uint8_t)(bytes * 8u),
	};
}

static void take_registers(struct plat_acpi_fadt *fadt,
			   const struct acpi_fadt *f)
{
	fadt->pm1a_event =
	    either(&f->x_pm1a_event, f->pm1a_event, f->pm1_event_bytes);
	fadt->pm1b_event =
	    either(&f->x_pm1b_event, f->pm1b_event, f->pm1_event_bytes);
	fadt->pm1a_control =
	    either(&f->x_pm1a_control, f->pm1a_control, f->pm1_control_bytes);
	fadt->pm1b_control =
	    either(&f->x_pm1b_control, f->pm1b_control, f->pm1_control_bytes);
	fadt->pm_timer = either(&f->x_pm_timer, f->pm_timer,
				f->pm_timer_bytes);
	if (f->flags & PLAT_FADT_RESET_REG_SUP)
		fadt->reset = acpi_register(&f->reset);
	fadt->sleep_control = acpi_register(&f->sleep_control);
	fadt->sleep_status = acpi_register(&f->sleep_status);
}

static void take_all(struct plat_acpi_fadt *fadt, const struct acpi_fadt *f)
{
	*fadt = (struct plat_acpi_fadt){
		.flags = f->flags,
		.x86_boot_arch = f->x86_boot_arch,
		.sci = f->sci,
		.smi_command = f->smi_command,
		.acpi_enable = f->acpi_enable,
		.century = f->century,
		.reset_value = f->reset_value,
		.dsdt = plat_pa(f->x_dsdt ? f->x_dsdt : f->dsdt),
	};
	take_registers(fadt, f);
}

PLAT_COLD int plat_acpi_fadt(struct plat_acpi_fadt *fadt)
{
	struct acpi_fadt f; /* what a shorter table does not have is 0 */
	int status = plat_acpi_copy(FADT, &f, sizeof(f), ACPI_FADT_V1_BYTES);

	if (!status)
		take_all(fadt, &f);
	return status;
}

PLAT_COLD uint16_t plat_acpi_arm_boot_arch(void)
{
	struct acpi_fadt f;

	if (plat_acpi_copy(FADT, &f, sizeof(f), ACPI_FADT_V1_BYTES))
		return 0;
	return f.arm_boot_arch;
}

PLAT_COLD int plat_acpi_event_blocks(struct plat_acpi_event_blocks *blocks)
{
	struct acpi_fadt f;
	int status = plat_acpi_copy(FADT, &f, sizeof(f), ACPI_FADT_V1_BYTES);

	if (status)
		return status;
	*blocks = (struct plat_acpi_event_blocks){
		.pm1_bytes = f.pm1_event_bytes,
		.gpe0_bytes = f.gpe0_bytes,
		.gpe1_bytes = f.gpe1_bytes,
		.pm1a = either(&f.x_pm1a_event, f.pm1a_event,
			       f.pm1_event_bytes),
		.pm1b = either(&f.x_pm1b_event, f.pm1b_event,
			       f.pm1_event_bytes),
		.gpe0 = either(&f.x_gpe0, f.gpe0, f.gpe0_bytes),
		.gpe1 = either(&f.x_gpe1, f.gpe1, f.gpe1_bytes),
	};
	return 0;
}
