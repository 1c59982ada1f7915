/* SPDX-License-Identifier: BSD-3-Clause */
[0004]                          Signature : "MCFG"
[0004]                       Table Length : 00000000
[0001]                           Revision : 01
[0001]                           Checksum : 00
[0006]                             Oem ID : "PLINTH"
[0008]                       Oem Table ID : "UNITTEST"
[0004]                       Oem Revision : 00000001
[0004]                    Asl Compiler ID : "INTL"
[0004]              Asl Compiler Revision : 20200925

[0008]                            Reserved : 0000000000000000
[0008]                        Base Address : 00000000B0000000
[0002]                Segment Group Number : 0000
[0001]                    Start Bus Number : 00
[0001]                      End Bus Number : FF
[0004]                            Reserved : 00000000

[0008]                        Base Address : 0000000000000000
[0002]                Segment Group Number : 0001
[0001]                    Start Bus Number : 00
[0001]                      End Bus Number : FF
[0004]                            Reserved : 00000000

[0008]                        Base Address : 00000000B0000800
[0002]                Segment Group Number : 0002
[0001]                    Start Bus Number : 00
[0001]                      End Bus Number : 01
[0004]                            Reserved : 00000000

[0008]                        Base Address : FFFFFFFFFFF00000
[0002]                Segment Group Number : 0003
[0001]                    Start Bus Number : 00
[0001]                      End Bus Number : FF
[0004]                            Reserved : 00000000

[0008]                        Base Address : 00000000C0000000
[0002]                Segment Group Number : 0004
[0001]                    Start Bus Number : 09
[0001]                      End Bus Number : 08
[0004]                            Reserved : 00000000

[0008]                        Base Address : 0000004010000000
[0002]                Segment Group Number : 0005
[0001]                    Start Bus Number : 10
[0001]                      End Bus Number : 1F
[0004]                            Reserved : 00000000

