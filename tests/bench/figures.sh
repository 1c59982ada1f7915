#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# make bench BASELINE=FILE must show what moved, and nothing else.
. "$(dirname "$0")/../checks/tap.sh"

compare() {
	"$PYTHON3" "$TOP_SRCDIR/tests/bench/figures.py" "$work/old" "$work/new"
}
old() {
	printf '%s\n' "$@" >"$work/old"
}
new() {
	printf '%s\n' "$@" >"$work/new"
}

old "# a comment" "" "kvm.x86_64.boot.insns 1000 insns" "kvm.x86_64.b 7 bytes"
new "kvm.x86_64.b 7 bytes" "kvm.x86_64.boot.insns 1000 insns"
prints "nothing moved" "like figures, in another order" compare
new "kvm.x86_64.boot.insns 1001 insns" "kvm.x86_64.b 6 bytes"
prints "kvm.x86_64.boot.insns 1000 -> 1001 insns (+0.1 %)
kvm.x86_64.b 7 -> 6 bytes (-14.3 %)" "up and down" compare
new "kvm.x86_64.boot.insns 1000 insns"
prints "kvm.x86_64.b 7 -> gone" "one is gone" compare
old "kvm.x86_64.boot.insns 1000 insns"
new "kvm.x86_64.boot.insns 1000 insns" "xen-pvh.x86_64.b_64g 5 KiB"
prints "xen-pvh.x86_64.b_64g new -> 5 KiB" "one is new" compare
new "kvm.x86_64.boot.insns 1000 pages"
prints "kvm.x86_64.boot.insns 1000 insns -> 1000 pages" "another unit" compare
old "kvm.x86_64.b 0 bytes"
new "kvm.x86_64.b 3 bytes"
prints "kvm.x86_64.b 0 -> 3 bytes (was 0)" "from nothing" compare

limit() {
	"$PYTHON3" "$TOP_SRCDIR/tests/bench/figures.py" --limit 3 "$work/old" \
		"$work/new"
}
old "kvm.x86_64.a 100 insns" "kvm.x86_64.b 100 bytes"
new "kvm.x86_64.a 103 insns" "kvm.x86_64.b 200 bytes"
limit >/dev/null 2>&1
result $? "3 % more, and bytes"
new "kvm.x86_64.a 104 insns" "kvm.x86_64.b 100 bytes"
limit >"$work/said" 2>&1
[ $? = 1 ] && grep -q 'more than 3 %: kvm.x86_64.a$' "$work/said"
result $? "4 % more is too much" <"$work/said"

refused() {
	compare >"$work/said" 2>&1
	[ $? = 1 ] && grep -q "$1" "$work/said"
	result $? "refused: $1" <"$work/said"
}
old "kvm.x86_64.b 3 bytes"
new "kvm.x86_64.b 3"
refused "new:1: not a figure"
new "kvm.x86_64.b -3 bytes"
refused "not a figure"
new "kvm.x86_64.b 3.5 bytes"
refused "not a figure"
new "kvm.b 3 bytes"
refused "not a figure"
new "kvm.x86_64.b 3 bytes" "kvm.x86_64.b 4 bytes"
refused "new:2: a second kvm.x86_64.b"
rm "$work/old"
refused "No such file"

# What the README quotes, and what make bench printed.
figures() { # figures --check|--update
	# shellcheck disable=SC2086 # none, or another file
	"$PYTHON3" "$TOP_SRCDIR/tests/bench/figures.py" "$1" "$work/readme" \
		"$work/new" $more
}
outdated() { # outdated TEXT: --check says so
	figures --check >"$work/said" 2>&1
	[ $? = 1 ] && grep -qF -e "$1" "$work/said"
	result $? "--check: $1" <"$work/said"
}
readme() { # readme LINE...: a README that quotes them
	{
		printf '%s\n' before '<!-- figures -->' '```' "$@" '```' \
			'<!-- /figures -->' after
	} >"$work/readme"
}
more=
new "make[1]: Entering directory '/x'" "  CCLD     tests/bench/x.so" \
	"kvm.x86_64.b 3 bytes" "kvm.x86_64.a 2 insns"
readme "kvm.x86_64.b 3 bytes" "kvm.x86_64.a 2 insns"
prints "" "--check: the README quotes what was printed" figures --check
readme "kvm.x86_64.b 3 bytes" "kvm.x86_64.a 1 insns"
outdated "kvm.x86_64.a 1 -> 2 insns"
outdated "figures.py --update"
readme "kvm.x86_64.b 3 bytes"
outdated "kvm.x86_64.a new -> 2 insns"
readme "kvm.x86_64.b 3 bytes" "kvm.x86_64.a 2 insns" "kvm.x86_64.c 1 insns"
outdated "kvm.x86_64.c 1 -> gone"
readme "kvm.x86_64.b 3 bytes" "and two instructions"
outdated "not a figure: and two instructions"
prints "" "--update" figures --update
readme "kvm.x86_64.b 3 bytes" "kvm.x86_64.a 2 insns"
cp "$work/readme" "$work/wanted"
readme "kvm.x86_64.b 4 bytes"
figures --update
none "--update: nothing else is touched" diff "$work/wanted" "$work/readme"
prints "" "--check after --update" figures --check
new "make: *** [Makefile:1: bench] Error 1"
outdated "there is no figure"
new "kvm.x86_64.b 3 bytes" "bench: main was not reached"
outdated "not a figure: bench"
new "kvm.x86_64.b 3 bytes"
more=$work/more
echo "kvm.arm64.b 4 bytes" >"$more"
readme "kvm.x86_64.b 3 bytes" "kvm.arm64.b 4 bytes"
prints "" "--check: figures of two files" figures --check
readme "kvm.x86_64.b 3 bytes"
outdated "kvm.arm64.b new -> 4 bytes"
echo "kvm.x86_64.b 3 bytes" >"$more"
outdated "a second kvm.x86_64.b"
: >"$more"
outdated "there is no figure"
echo "# xen-pvh.x86_64: not counted: no packages" >"$more"
readme "kvm.x86_64.b 3 bytes" "xen-pvh.x86_64.b 4 bytes"
prints "" "--check: what could not be counted is let be" figures --check
figures --update >"$work/said" 2>&1
[ $? = 1 ] && grep -q "not counted: xen-pvh.x86_64" "$work/said"
result $? "--update does not lose it" <"$work/said"
readme "kvm.x86_64.b 4 bytes" "xen-pvh.x86_64.b 4 bytes"
outdated "kvm.x86_64.b 4 -> 3 bytes"
more=
new "xen-pv.x86_64.b 105 insns"
readme "xen-pv.x86_64.b 100 insns"
prints "" "--check: what Xen interrupts is near" figures --check
new "xen-pv.x86_64.b 106 insns"
outdated "xen-pv.x86_64.b 100 -> 106 insns"
more=
echo "no marks" >"$work/readme"
new "kvm.x86_64.b 3 bytes"
outdated "no <!-- figures -->"
plan
