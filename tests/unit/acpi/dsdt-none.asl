/* SPDX-License-Identifier: BSD-3-Clause */
DefinitionBlock ("", "DSDT", 2, "PLINTH", "UNITTEST", 1)
{
	Name (\_S4, Package (0x04) {0x06, 0x06, Zero, Zero})
}
