/* SPDX-License-Identifier: BSD-3-Clause */
DefinitionBlock ("", "SSDT", 2, "PLINTH", "UNITTEST", 1)
{
	Name (\_S5, Package (0x02) {0x07, Zero})
}
