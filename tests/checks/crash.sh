#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# What a guest leaves of a crash cannot be looked at: plat-crash makes no core
# file of it, or one in which a debugger sees other functions, or it believes a
# console that has lost something.
. "$(dirname "$0")/tap.sh"

guest=tests/guest/dump
plat_crash=$TOP_SRCDIR/tools/plat-crash

# A gdb for this ISA.
gdb=$(command -v gdb-multiarch) ||
	{ [ "$ISA" = x86_64 ] && gdb=$(command -v gdb); } || gdb=

# crash NAME WORD OPTION...: the console of a crash by WORD.
crash() {
	name=$1 word=$2
	shift 2
	"$PYTHON3" "$TOP_SRCDIR/tools/plat-run" "$@" $guest -- "$word" \
		>"$work/$name.txt" 2>"$work/$name.err"
	[ $? = 126 ] || { cat "$work/$name.txt" "$work/$name.err" && false; }
}

core() { # core NAME
	"$PYTHON3" "$plat_crash" -o "$work/$1.core" "$work/$1.txt"
}

debugger() { # debugger NAME COMMAND...
	name=$1
	shift
	for command; do
		set -- "$@" -ex "$command"
		shift
	done
	timeout 60 "$gdb" -nx -batch "$@" $guest "$work/$name.core" 2>/dev/null
}

# The functions of gdb's backtrace, on a line.
functions() {
	debugger "$1" 'bt 8' | sed -n 's/^#[0-9]* *\(0x[0-9a-f]* in \)\?\([a-z_]*\) .*/\2/p' |
		uniq | tr '\n' ' '
}

shows() { # shows FUNCTIONS DESCRIPTION NAME
	if [ -n "$gdb" ]; then
		prints "$1" "$2" functions "$3"
	else
		skip "$2" "no gdb for $ISA: apt-get install gdb-multiarch"
	fi
}

value_of() {
	debugger "$1" "p/x $2" | sed -n 's/^\$1 = //p'
}

passes "a guest crashes by a fault" crash fault fault
passes "and leaves what a core file can be made of" core fault
shows "inner middle outer main " "in which a debugger sees who called whom" fault
passes "another by plat_panic()" crash panic panic
passes "with a core file, too" core panic
shows "plat_panic inner middle outer main " "and its functions" panic

passes "plat.crash=image" crash image fault --append plat.crash=image
passes "has a core file" core image
if [ -n "$gdb" ]; then
	prints 0x1122334455667788 "in which a debugger sees the image's data" \
		value_of image seen_by_debugger
else
	skip "in which a debugger sees the image's data" "no gdb for $ISA"
fi

passes "plat.crash=none" crash none fault --append plat.crash=none
core none >"$work/said" 2>&1
grep -q 'no machine-readable form' "$work/said"
result $? "has none, and plat-crash says so" <"$work/said"

# Of several lcpus, which is in which function.
guest=tests/guest/dump-lcpus
passes "one of four lcpus crashes" crash lcpus fault --smp 4
passes "and leaves a core file" core lcpus
threads() {
	debugger lcpus 'thread apply all bt 4' | awk '
		/^Thread/ { lwp = $4; gsub(/[^0-9]/, "", lwp) }
		lwp && match($0, / (die|work|plat_lcpu_main) [(]/) {
			print lwp, substr($0, RSTART + 1, RLENGTH - 3)
		}' | sort | tr '\n' ' '
}
# Of lcpu 0, the first behind the one that crashed: what a call keeps, and who
# has called whom.
case $ISA in
x86_64)
	registers='$rbx $r12 $r13 $r14 $r15'
	values='0xbad000bb 0xbad00012 0xbad00013 0xbad00014 0xbad00015 '
	;;
arm64)
	registers='$x19 $x20 $x21 $x22 $x23 $x24 $x25 $x26 $x27 $x28'
	values='0xbad0013 0xbad0014 0xbad0015 0xbad0016 0xbad0017 0xbad0018 '
	values="${values}0xbad0019 0xbad001a 0xbad001b 0xbad001c "
	;;
esac
kept() {
	set -- $registers
	for register; do
		set -- "$@" "p/x $register"
		shift
	done
	debugger lcpus "thread 2" "$@" |
		sed -n 's/^\$[0-9]* = //p' | tr '\n' ' '
}
callers() {
	debugger lcpus "thread 2" 'bt 4' |
		sed -n '/^.Switching/,$s/^#[0-9]* *\(0x[0-9a-f]* in \)\?\([a-z_]*\) .*/\2/p' |
		uniq | tr '\n' ' '
}
if [ -n "$gdb" ]; then
	prints "1 work 2 plat_lcpu_main 3 die " \
		"in which a debugger sees what each did" threads
	prints "$values" "with all registers of who was stopped" kept
	prints "work_in_registers work main " "and its callers" callers
else
	skip "in which a debugger sees what each did" "no gdb for $ISA"
	skip "with all registers of who was stopped" "no gdb for $ISA"
	skip "and its callers" "no gdb for $ISA"
fi

none "damaged and hostile consoles are refused" \
	"$PYTHON3" "$checks/crash.py" "$plat_crash" "$work/fault.txt"
plan
