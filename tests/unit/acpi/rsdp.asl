/* SPDX-License-Identifier: BSD-3-Clause */
[0008]                           Signature : "RSD PTR "
[0001]                            Checksum : 00
[0006]                              Oem ID : "PLINTH"
[0001]                            Revision : 02
[0004]                        RSDT Address : 07FE0800
[0004]                              Length : 00000024
[0008]                        XSDT Address : 0000000007FE0000
[0001]                   Extended Checksum : 00
[0003]                            Reserved : 000000
