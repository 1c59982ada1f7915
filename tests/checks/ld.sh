#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Without the names of functions a backtrace is a row of numbers: the kit's ld
# puts them into an image, and is the ld for everything else.
. "$(dirname "$0")/tap.sh"

ld=$PWD/tools/ld
real=$(command -v "$(gcc -print-prog-name=ld)")
# Images that run here are wanted: the wrapper of a build for another ISA
# would call that one's ld.
native() {
	[ "$ISA" = x86_64 ] || export PLINTH_LD="$real"
}
native
cat >"$work/image.ld" <<'END'
ENTRY(start)
SECTIONS
{
	. = 0x400000 + SIZEOF_HEADERS;
	.entry : { *(.entry) }
	. = ALIGN(CONSTANT(MAXPAGESIZE));
	.text : { *(.text .text.*) }
	. = ALIGN(CONSTANT(MAXPAGESIZE));
	.rodata : { *(.rodata .rodata.*)
		plat_symbols_begin = .;
		KEEP(*(.plat_symbols))
		plat_symbols_end = .;
	}
	. = ALIGN(CONSTANT(MAXPAGESIZE));
	.data : { *(.data .data.*) }
	.bss : { *(.bss .bss.*) }
	/DISCARD/ : { *(.comment) *(.note.*) *(.eh_frame) }
}
END
# A process that asks for the names of its own functions, and of what is
# before, between and behind them. Exit status 0: all are right.
cat >"$work/guest.c" <<'END'
#include <plat/symbols.h>

extern const char start[];
static char data[4] = {1};

static bool is(const void *at, const char *name, uint64_t offset)
{
	char found[32];
	uint64_t found_offset;
	bool there = plat_symbol_find(plat_va_of(at), found, sizeof(found),
				      &found_offset);

	for (unsigned int i = 0; found[i] || name[i]; i++)
		if (found[i] != name[i])
			return false;
	return there == (name[0] != 0) && found_offset == offset;
}

__attribute__((noinline)) static int a_local_function(int x)
{
	__asm__ volatile("nop\n"
			 "a_label_inside:");
	return x + 1;
}

int work(void);
static int a_local_alias(void) __attribute__((alias("work"), used));
int also_called_this(void) __attribute__((alias("work")));
int work(void)
{
	const char *local = (const char *)a_local_function;

	data[0] = (char)a_local_function(data[0]);
	return is(local, "a_local_function", 0) &&
		       is(local + 1, "a_local_function", 1) &&
		       is(local + 2, "a_local_function", 2) &&
		       is(work, "also_called_this", 0) &&
		       is((void *)plat_symbol_find, "plat_symbol_find", 0) &&
		       is((void *)4096, "", 0) &&
		       is(start + 1, "start", 1) && is(start + 64, "", 0) &&
		       is(data, "", 0) ? 0 : 1;
}
END
cat >"$work/start-x86_64.S" <<'END'
	.section .entry, "ax", %progbits
	.globl start
start:	xor %ebp, %ebp
	call work
	mov %eax, %edi
	mov $60, %eax
	syscall
	.section .note.GNU-stack,"",%progbits
END
cat >"$work/start-aarch64.S" <<'END'
	.section .entry, "ax", %progbits
	.globl start
start:	bl work
	mov x8, #93
	svc #0
	.section .note.GNU-stack,"",%progbits
END

# Where Cortex-A53's erratum 843419 has an ADRP replaced.
cat >"$work/erratum.S" <<'END'
	.text
	.balign 4096
	.skip 4096 - 8
	adrp x0, far
	ldr x1, [x1]
	ldr x0, [x0, #:lo12:far]
	ret
	.bss
	.skip DISTANCE
	.balign 8
far:	.skip 8
	.section .note.GNU-stack,"",%progbits
END

# link COMPILER... : an image with the kit's ld, from four sources.
link() {
	isa=$("$@" -dumpmachine)
	"$@" -B"$ld" -O1 -nostdlib -static -no-pie -ffreestanding -fno-pie \
		-fno-stack-protector -I"$TREE/include" -I"$TREE" \
		-Wl,-T,"$work/image.ld" "$work/start-${isa%%-*}.S" \
		"$work/guest.c" "$TREE/common/symbols/image.c" \
		"$TREE/common/symbols/symbols.c" -o "$work/image" $extra
}

runs() {
	rm -f "$work/image"
	link "$@" && "$work/image"
}

# The section with the table is there, and the names are in it: of a foreign
# ISA, whose images do not run here.
holds_table() {
	rm -f "$work/image"
	link "$@" || return
	"$ld/mksyms" "$work/image" "$work/table.o" || return
	"$PYTHON3" - "$work/image" "$work/table.o" <<-END
		import struct, sys
		image, table = (open(f, 'rb').read() for f in sys.argv[1:])
		section, = struct.unpack_from('<Q', table, 0x28)
		at, size = struct.unpack_from('<QQ', table, section + 64 + 24)
		sys.exit(size < 50 or table[at:at + size] not in image)
	END
}

build=$(uname -m)
extra=
for cc in gcc clang; do
	for extra in "" "-s" "-Wl,--gc-sections,-x" "-Wl,--discard-all -s" \
		"-Wl,-Map,$work/map"; do
		if command -v "$cc" >/dev/null && [ "$build" = x86_64 ]; then
			passes "$cc $extra: names are found" runs "$cc"
		else
			skip "$cc $extra: names are found" "not here"
		fi
	done
done
extra=-flto
passes "gcc -flto: the table is in the image" holds_table gcc
extra=
for cc in aarch64-linux-gnu-gcc "clang --target=aarch64-linux-gnu"; do
	if command -v aarch64-linux-gnu-ld >/dev/null &&
		command -v "${cc%% *}" >/dev/null; then
		# The wrapper of a build for arm64 would call this one.
		PLINTH_LD=aarch64-linux-gnu-ld
		export PLINTH_LD
		# shellcheck disable=SC2086 # a compiler and its option
		passes "$cc: the table is in the image" holds_table $cc
		for distance in 0x1000 0x200000; do
			extra="-Wl,--fix-cortex-a53-843419=adr
				-DDISTANCE=$distance $work/erratum.S"
			# shellcheck disable=SC2086
			passes "$cc: an ADRP of $distance bytes is mended" \
				holds_table $cc
		done
		extra=
		unset PLINTH_LD
		native
	else
		skip "$cc: the table is in the image" "no such compiler"
	fi
done
if command -v ld.lld >/dev/null && command -v clang >/dev/null &&
	[ "$build" = x86_64 ]; then
	extra=-fuse-ld=lld
	[ "$ISA" != x86_64 ] ||
		passes "clang -fuse-ld=lld: names are found" runs clang
	extra=-fuse-ld=bfd
	passes "clang -fuse-ld=bfd: names are found" runs clang
	passes "gcc -fuse-ld=bfd: names are found" runs gcc
	extra=
fi

# A response file, as compilers write one for a long command line.
response() {
	printf '%s\n' "-o" "\"$work/image\"" "$work/a\\ b.o" \
		-T "$work/image.ld" -s >"$work/arguments"
	rm -f "$work/image"
	cp "$work/guest.o" "$work/a b.o"
	"$ld/ld" @"$work/arguments" && "$work/image"
}
if [ "$build" = x86_64 ]; then
	gcc -O1 -r -nostdlib -ffreestanding -fno-pie -fno-stack-protector \
		-I"$TREE/include" -I"$TREE" "$work/start-x86_64.S" \
		"$work/guest.c" "$TREE/common/symbols/image.c" \
		"$TREE/common/symbols/symbols.c" -o "$work/guest.o"
	passes "a response file is read" response
else
	skip "a response file is read" "not x86_64"
fi

# Everything else is the real ld's.
same() {
	"$real" "$@" >"$work/real.out" 2>"$work/real.err"
	real_status=$?
	"$ld/ld" "$@" >"$work/our.out" 2>"$work/our.err"
	our_status=$?
	diff "$work/real.out" "$work/our.out" &&
		diff "$work/real.err" "$work/our.err" &&
		[ "$real_status" = "$our_status" ]
}
passes "--version is the real one's" same --version
passes "-v is, too" same -v
passes "a link of nothing fails alike" same -o "$work/none"
passes "a missing file fails alike, once" same -T "$work/image.ld" \
	"$work/missing.o" -o "$work/none"
echo 'int missing(void); int start(void); int start(void) { return missing(); }' |
	gcc -x c -c - -o "$work/undefined.o"
passes "an undefined symbol fails alike, once" same -T "$work/image.ld" \
	"$work/undefined.o" -o "$work/none"
passes "-r is the real one's" same -r "$work/undefined.o" -o "$work/r.o"
passes "a shared link is the real one's" same -shared "$work/undefined.o" \
	-o "$work/r.so"
passes "a warning comes once" same -T "$work/image.ld" --entry=nowhere \
	"$work/guest.o" -o "$work/warned"
passes "nothing is written over a device" same -T "$work/image.ld" \
	"$work/guest.o" -o /dev/null
[ -c /dev/null ]
result $? "/dev/null is a device still" </dev/null

# An image of another kit's script is as the real ld makes it.
sed -e '/plat_symbols/d' "$work/image.ld" >"$work/other.ld"
echo 'void start(void); void start(void) {}' |
	gcc -x c -c - -o "$work/start.o"
other() {
	"$real" -T "$work/other.ld" "$work/start.o" -o "$work/real" &&
		"$ld/ld" -T "$work/other.ld" "$work/start.o" -o "$work/our" &&
		cmp "$work/real" "$work/our"
}
passes "an image without a place for names is left alone" other

# A script that puts the table before the functions moves them: they settle.
sed -e '/plat_symbols/d' -e 's|^\t\.text :|\t.first : {'\
'plat_symbols_begin = .; KEEP(*(.plat_symbols)) plat_symbols_end = .; }&|' \
	"$work/image.ld" >"$work/moving.ld"
moving() {
	"$ld/ld" -T "$work/moving.ld" "$work/guest.o" -o "$work/image" &&
		"$work/image"
}
[ "$build" != x86_64 ] || passes "functions that move are found" moving
plan
