# SPDX-License-Identifier: BSD-3-Clause
# The report of a crash has a register's value under another one's name.
image = tests/guest/fault
args = undefined-instruction
expect = crash undefined instruction (vector 6, error 0)
match = ^plat: .*rax +0{12}1000.*rbx +0{12}1003.*rcx +0{12}1001
match = ^plat: .*rdx +0{12}1002.*rsi +0{12}1006.*rdi +0{12}1007
match = ^plat: .*r8 +0{12}1008
match = ^plat: .*r9 +0{12}1009.*r10 +0{12}100a.*r11 +0{12}100b
match = ^plat: .*r12 +0{12}100c.*r13 +0{12}100d.*r14 +0{12}100e
match = ^plat: .*r15 +0{12}100f
match = ^plat: code 0f 0b 
match = ^plat: stack 1010 
dump = undefined_instruction
nomatch = still alive
capability = crash-report
