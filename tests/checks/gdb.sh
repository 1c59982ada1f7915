#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# A debugger that looks at a live guest sees bytes: tools/plinth-gdb.py does not
# show its lcpus, its memory regions, its page tables, its log, or shows what
# is not so.
. "$(dirname "$0")/tap.sh"

guest=tests/guest/waits
script=$TOP_SRCDIR/tools/plinth-gdb.py
gdb=$(command -v gdb-multiarch) ||
	{ [ "$ISA" = x86_64 ] && gdb=$(command -v gdb); } || gdb=

if [ -z "$gdb" ]; then
	echo "1..0 # SKIP no gdb for $ISA: apt-get install gdb-multiarch"
	exit
fi

boot() {
	"$PYTHON3" "$TOP_SRCDIR/tools/plat-run" --timeout 60 --smp 2 \
		"--qemu-arg=-gdb" "--qemu-arg=unix:$work/gdb,server,nowait" \
		$guest >"$work/console" 2>&1
	echo $? >"$work/status"
}

# waiting: until the guest has said so, or has ended.
waiting() {
	for _ in $(seq 200); do
		grep -qs waiting "$work/console" && return
		[ ! -e "$work/status" ] || return
		sleep 0.2
	done
	return 1
}

# debugger COMMAND...: what gdb says to these, in one session.
debugger() {
	for command; do
		set -- "$@" -ex "$command"
		shift
	done
	timeout 100 "$gdb" -nx -batch -ex "target remote $work/gdb" \
		-ex "source $script" "$@" $guest 2>&1
}

says() { # says PATTERN DESCRIPTION: a line of the session is like that
	grep -qE -- "$1" "$work/said"
	result $? "$2" <"$work/said"
}

address_of() {
	"$NM" $guest | sed -n "s/^\([0-9a-f]*\) . $1\$/0x\1/p"
}

boot &
waiting
result $? "a guest waits for a debugger" <"$work/console"
debugger 'plinth lcpus' 'plinth mrds' 'plinth log' 'plinth pt main' \
	'plinth pt 0' 'plinth pt' 'plinth pt no_such_symbol' >"$work/said"
says '^thread 1: .* wait_for_debugger\+' "what each vCPU executes is told"
says '^lcpu 0' "and which lcpus the guest knows"
says '^0x[0-9a-f]+-0x[0-9a-f]+ image text +r-x image' "its memory regions are"
says '^0x[0-9a-f]+-0x[0-9a-f]+ free +rw-' "the free ones, too"
says '^warn +a number 0xbeef, another -7, a word here' "its log is text"
says "^$(address_of main) -> 0x[0-9a-f]+ r-x " "an address is translated"
says '^level 0: table 0x[0-9a-f]+, entry [0-9]+: 0x' "level by level"
says '^0x0000000000000000 is not mapped' "or is told not to be mapped"
says '^0xffffffff80[0-9a-f]+-0xffffffff80[0-9a-f]+ -> 0x[0-9a-f]+ r-x ' \
	"all mappings are listed: text"
says '^0xffff[89ab][0-9a-f]+-0x[0-9a-f]+ -> 0x[0-9a-f]+ rw- ' "the direct map"
none "nothing is writable and executable" \
	sed -n '/-> 0x[0-9a-f]* rwx/p' "$work/said"
says 'no_such_symbol' "a mistake is told"
none "and is no traceback" sed -n /Traceback/p "$work/said"
debugger 'set var go_on = 1' detach >"$work/said"
wait
prints 0 "the guest goes on afterwards" cat "$work/status"
plan
