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
plan
