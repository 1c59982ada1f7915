/* SPDX-License-Identifier: BSD-3-Clause */
[0004]                          Signature : "XSDT"
[0004]                       Table Length : 00000000
[0001]                           Revision : 01
[0001]                           Checksum : 00
[0006]                             Oem ID : "PLINTH"
[0008]                       Oem Table ID : "UNITTEST"
[0004]                       Oem Revision : 00000001
[0004]                    Asl Compiler ID : "INTL"
[0004]              Asl Compiler Revision : 20200925

[0008]              ACPI Table Address   0 : 0000000007FE1000
[0008]              ACPI Table Address   1 : 0000000007FE1400
[0008]              ACPI Table Address   2 : 0000000007FE1800
[0008]              ACPI Table Address   3 : 0000000007FE1A00
[0008]              ACPI Table Address   4 : 0000000007FE1C00
[0008]              ACPI Table Address   5 : 0000000007FE1E00
[0008]              ACPI Table Address   6 : 0000000007FE2000
