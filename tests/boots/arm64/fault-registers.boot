# SPDX-License-Identifier: BSD-3-Clause
# The report of a crash has a register's value under another one's name.
image = tests/guest/fault
args = undefined-instruction
expect = crash undefined instruction
match = ^plat: .*x0 +0{12}1000.*x1 +0{12}1001.*x2 +0{12}1002
match = ^plat: .*x3 +0{12}1003.*x4 +0{12}1004.*x5 +0{12}1005
match = ^plat: .*x6 +0{12}1006.*x7 +0{12}1007.*x8 +0{12}1008
match = ^plat: .*x9 +0{12}1009.*x10 +0{12}100a.*x11 +0{12}100b
match = ^plat: .*x12 +0{12}100c.*x13 +0{12}100d.*x14 +0{12}100e
match = ^plat: .*x15 +0{12}100f.*x16 +0{12}1010.*x17 +0{12}1011
match = ^plat: .*x19 +0{12}1013.*x20 +0{12}1014
match = ^plat: .*x21 +0{12}1015.*x22 +0{12}1016.*x23 +0{12}1017
match = ^plat: .*x24 +0{12}1018.*x25 +0{12}1019.*x26 +0{12}101a
match = ^plat: .*x27 +0{12}101b.*x28 +0{12}101c
match = ^plat: code 00001234 
match = ^plat: stack 1010 0 
dump = undefined_instruction
nomatch = still alive
capability = crash-report
