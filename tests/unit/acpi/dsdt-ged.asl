/* SPDX-License-Identifier: BSD-3-Clause */
/* A generic event device; the comment and a name before it look like one. */
DefinitionBlock ("", "DSDT", 2, "PLINTH", "UNITTEST", 1)
{
	Scope (\_SB)
	{
		Device (OTHR)
		{
			Name (_HID, "ACPI0012")
			Name (STR0, "ACPI is not enough")
		}
		Device (GED)
		{
			Name (_HID, "ACPI0013")
			Name (_UID, "GED")
			Name (_CRS, ResourceTemplate ()
			{
				Interrupt (ResourceConsumer, Edge, ActiveHigh,
					   Exclusive) {41}
			})
			OperationRegion (EREG, SystemMemory, 0x09080000, 4)
			Field (EREG, DWordAcc, NoLock, WriteAsZeros)
			{
				ESEL, 32
			}
			Method (_EVT, 1, Serialized)
			{
				Local0 = ESEL
				If ((Local0 & 0x02) == 0x02)
				{
					Notify (PWRB, 0x80)
				}
			}
		}
		Device (PWRB)
		{
			Name (_HID, "PNP0C0C")
		}
	}
}
