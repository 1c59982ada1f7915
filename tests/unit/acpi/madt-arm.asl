/* SPDX-License-Identifier: BSD-3-Clause */
[0004]                          Signature : "APIC"
[0004]                       Table Length : 00000000
[0001]                           Revision : 05
[0001]                           Checksum : 00
[0006]                             Oem ID : "PLINTH"
[0008]                       Oem Table ID : "UNITTEST"
[0004]                       Oem Revision : 00000001
[0004]                    Asl Compiler ID : "INTL"
[0004]              Asl Compiler Revision : 20200925

[0004]                  Local Apic Address : 08000000
[0004]               Flags (decoded below) : 00000001
                       PC-AT Compatibility : 1

[0001]                       Subtable Type : 0B
[0001]                              Length : 50
[0002]                            Reserved : 0000
[0004]                CPU Interface Number : 00000000
[0004]                       Processor UID : 00000000
[0004]               Flags (decoded below) : 00000001
                         Processor Enabled : 1
        Performance Interrupt Trigger Mode : 0
        Virtual GIC Interrupt Trigger Mode : 0
[0004]            Parking Protocol Version : 00000000
[0004]               Performance Interrupt : 00000017
[0008]                      Parked Address : 0000000000000000
[0008]                        Base Address : 0000000008010000
[0008]            Virtual GIC Base Address : 0000000000000000
[0008]         Hypervisor GIC Base Address : 0000000000000000
[0004]               Virtual GIC Interrupt : 00000019
[0008]          Redistributor Base Address : 0000000000000000
[0008]                           ARM MPIDR : 0000000000000000
[0001]                    Efficiency Class : 00
[0001]                            Reserved : 00
[0002]              SPE Overflow Interrupt : 0000

[0001]                       Subtable Type : 0B
[0001]                              Length : 50
[0002]                            Reserved : 0000
[0004]                CPU Interface Number : 00000001
[0004]                       Processor UID : 00000001
[0004]               Flags (decoded below) : 00000001
                         Processor Enabled : 1
        Performance Interrupt Trigger Mode : 0
        Virtual GIC Interrupt Trigger Mode : 0
[0004]            Parking Protocol Version : 00000000
[0004]               Performance Interrupt : 00000017
[0008]                      Parked Address : 0000000000000000
[0008]                        Base Address : 0000000008010000
[0008]            Virtual GIC Base Address : 0000000000000000
[0008]         Hypervisor GIC Base Address : 0000000000000000
[0004]               Virtual GIC Interrupt : 00000019
[0008]          Redistributor Base Address : 00000000080A0000
[0008]                           ARM MPIDR : 0000008100000100
[0001]                    Efficiency Class : 00
[0001]                            Reserved : 00
[0002]              SPE Overflow Interrupt : 0000

[0001]                       Subtable Type : 0B
[0001]                              Length : 50
[0002]                            Reserved : 0000
[0004]                CPU Interface Number : 00000002
[0004]                       Processor UID : 00000002
[0004]               Flags (decoded below) : 00000000
                         Processor Enabled : 0
        Performance Interrupt Trigger Mode : 0
        Virtual GIC Interrupt Trigger Mode : 0
[0004]            Parking Protocol Version : 00000000
[0004]               Performance Interrupt : 00000017
[0008]                      Parked Address : 0000000000000000
[0008]                        Base Address : 0000000008010000
[0008]            Virtual GIC Base Address : 0000000000000000
[0008]         Hypervisor GIC Base Address : 0000000000000000
[0004]               Virtual GIC Interrupt : 00000019
[0008]          Redistributor Base Address : 0000000000000000
[0008]                           ARM MPIDR : 0000000000000002
[0001]                    Efficiency Class : 00
[0001]                            Reserved : 00
[0002]              SPE Overflow Interrupt : 0000

[0001]                       Subtable Type : 0C
[0001]                              Length : 18
[0002]                            Reserved : 0000
[0004]               Local GIC Hardware ID : 00000000
[0008]                        Base Address : 0000000008000000
[0004]                      Interrupt Base : 00000000
[0001]                             Version : 03
[0003]                            Reserved : 000000

[0001]                       Subtable Type : 0C
[0001]                              Length : 18
[0002]                            Reserved : 0000
[0004]               Local GIC Hardware ID : 00000000
[0008]                        Base Address : 0000000009000000
[0004]                      Interrupt Base : 00000000
[0001]                             Version : 02
[0003]                            Reserved : 000000

[0001]                       Subtable Type : 0D
[0001]                              Length : 18
[0002]                            Reserved : 0000
[0004]                        MSI Frame ID : 00000000
[0008]                        Base Address : 0000000008020000
[0004]               Flags (decoded below) : 00000001
                                Select SPI : 1
[0002]                           SPI Count : 0040
[0002]                            SPI Base : 0050

[0001]                       Subtable Type : 0E
[0001]                              Length : 10
[0002]                            Reserved : 0000
[0008]                        Base Address : 00000000080A0000
[0004]                              Length : 00F60000

[0001]                       Subtable Type : 0E
[0001]                              Length : 10
[0002]                            Reserved : 0000
[0008]                        Base Address : 00000000090A0000
[0004]                              Length : 00001000

[0001]                       Subtable Type : 0F
[0001]                              Length : 14
[0002]                            Reserved : 0000
[0004]                      Translation ID : 00000000
[0008]                        Base Address : 0000000008080000
[0004]                            Reserved : 00000000
