#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# A figure that is counted wrongly is quoted all the same: a guest whose
# figures are known has them.
. "$(dirname "$0")/../checks/tap.sh"

bench=$TOP_SRCDIR/tests/bench
# guest NAME FAULT
guest() {
	# shellcheck disable=SC2086 # a compiler and options
	$CC -c -DFAULT="$2" "$bench/known-$ISA.S" -o "$work/known.o" &&
		$CC -nostdlib -static -Wl,--build-id=none \
			-Wl,-T,"$bench/known-$ISA.ld" "$work/known.o" \
			-o "$work/$1"
}

measure() {
	"$PYTHON3" "$bench/bench.py" --image "$work/known" --isa "$ISA" \
		--plugin tests/bench/insncount.so --qemu "$QEMU" --nm "$NM" \
		--strip "$STRIP" "$@"
}

known_x86_64() {
	entry=plat_pvh_entry nr=217 fault=ud2
	cat <<-'END'
kvm.x86_64.boot.entry_to_main 217 insns
kvm.x86_64.boot.rep_iterations 8193 iterations
kvm.x86_64.boot.pages_dirtied 3 pages
kvm.x86_64.boot.io_accesses 4 accesses
kvm.x86_64.boot.tlbi 3 invalidations
kvm.x86_64.boot.entry_to_main_64g 217 insns
kvm.x86_64.boot.rep_iterations_64g 8193 iterations
kvm.x86_64.boot.pages_dirtied_64g 3 pages
kvm.x86_64.boot.io_accesses_64g 4 accesses
kvm.x86_64.boot.tlbi_64g 3 invalidations
kvm.x86_64.boot.least_ram 2064 KiB
	END
}

known_arm64() {
	entry=plat_image_entry nr=128 fault="udf #0"
	cat <<-'END'
kvm.arm64.boot.entry_to_main 128 insns
kvm.arm64.boot.pages_dirtied 2 pages
kvm.arm64.boot.io_accesses 3 accesses
kvm.arm64.boot.tlbi 2 invalidations
kvm.arm64.boot.entry_to_main_64g 128 insns
kvm.arm64.boot.pages_dirtied_64g 2 pages
kvm.arm64.boot.io_accesses_64g 3 accesses
kvm.arm64.boot.tlbi_64g 2 invalidations
kvm.arm64.image.raw_bytes 268 bytes
kvm.arm64.boot.least_ram 8208 KiB
	END
}

"known_$ISA" >"$work/expected"
passes "the known guest is linked" guest known ""
measure >"$work/figures"
result $? "it is measured" <"$work/figures"
grep -v image.bytes "$work/figures" >"$work/got"
none "its figures are the known ones" diff "$work/expected" "$work/got"

"$STRIP" -o "$work/stripped" "$work/known"
size=$(wc -c <"$work/stripped")
passes "its size is that of the stripped image" \
	grep -qx "kvm.$ISA.image.bytes $((size)) bytes" "$work/figures"

prints "       $nr 100.0 %  $entry
       $nr 100.0 %" "its profile is one function" measure --profile

# The plugin by itself: of x86_64, as the addresses are known there.
count() { # count OPTION...: the lines "insns N" that it writes
	timeout 30 "$QEMU" -accel tcg,thread=single -M q35 -cpu max -display none \
		-nodefaults -no-reboot -kernel "$work/known" -plugin \
		"tests/bench/insncount.so,out=$work/out,$1" && grep insns "$work/out"
}
at() { # at NAME OFFSET
	printf '%#x' $((0x$("$NM" "$work/known" | sed -n "s/ . $1$//p") + $2))
}
if [ "$ISA" = x86_64 ]; then
	first=$(at plat_pvh_entry 0) main=$(at main 0) after=$(at main 1)
	last=$(at main -8) # the one before the loop
	loop=$(at main -3)
	prints "insns 17" "what is elsewhere is not counted" \
		count "start=$first,stop=$main,only=$first-$loop,only=$main-$after"
	prints "insns 16
insns 201" "one pair after another" \
		count "start=$first,stop=$last,start=$last,stop=$main"
fi

guest known "$fault"
measure >"$work/figures" 2>&1
[ $? = 1 ] && grep -q "main was not reached" "$work/figures"
result $? "a guest that does not come to main has no figures" <"$work/figures"
plan
