/* SPDX-License-Identifier: BSD-3-Clause */
/* The string, the buffer and the reference to the object look like its
 * definition at first. */
DefinitionBlock ("", "DSDT", 2, "PLINTH", "UNITTEST", 1)
{
	Name (STR0, "\_S5_ is not here")
	Name (BUF0, Buffer () {0x08, 0x5F, 0x53, 0x35, 0x5F, 0x12, 0x7F})
	Name (BUF1, Buffer () {0x08, 0x5F, 0x53, 0x35, 0x5F, 0x12, 0x04, 0x02,
			       0x0A, 0x08, 0x00})
	Method (MTH0, 0) { Return (\_S5) }
	Name (\_S4, Package (0x04) {0x06, 0x06, Zero, Zero})
	Name (\_S5, Package (0x04) {0x05, One, Zero, Zero})
}
