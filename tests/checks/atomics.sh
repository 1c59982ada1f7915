#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# An atomic operation or a lock that lacks the instruction that orders it
# fails once in a million times, on somebody else's machine.
. "$(dirname "$0")/tap.sh"

# compile NAME FLAG...: with the kit's ABI.
compile() {
	source=$1
	shift
	# shellcheck disable=SC2086 # lists of flags
	$CC $ABI_CFLAGS $CORE_CFLAGS -O2 "$@" -I"$TREE" \
		-I"$TREE/include" -Iinclude \
		-I"$TREE/common/$ISA/include" -c "$TREE/$source" \
		-o "$work/$(basename "$source" .c).o"
}

# What the ISA has of its own.
case $ISA in
arm64) isa_sources=common/arm64/icache.c nr=165 ;;
*) isa_sources='' nr=163 ;;
esac

# Linked with what they call; nothing runs.
disassemble() {
	isa_objects=
	for file in $isa_sources; do
		compile "$file" "$@" || return
		isa_objects="$isa_objects $work/$(basename "$file" .c).o"
	done
	# shellcheck disable=SC2086 # lists of flags
	compile tests/checks/atomics.c "$@" &&
		compile common/lock/rwlock.c "$@" &&
		compile common/lock/spinlock.c "$@" &&
		$CC $ABI_CFLAGS -nostdlib -static -Wl,-e,0 \
			-Wl,--unresolved-symbols=ignore-all \
			-o "$work/atomics" "$work/atomics.o" \
			"$work/rwlock.o" "$work/spinlock.o" $isa_objects \
			-lgcc &&
		"$OBJDUMP" -d --no-show-raw-insn "$work/atomics"
}

orders() {
	disassemble "$@" >"$work/listing" &&
		"$PYTHON3" "$TREE/tests/checks/atomics.py" "$ISA" \
			<"$work/listing"
}

prints $nr "each atomic operation, lock and barrier has the instruction it needs" orders
plan
