#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# The stub runs where firmware loads it and nothing relocates it: an absolute
# address in it is a jump to nowhere on the next machine. And firmware is
# picky about headers.
. "$(dirname "$0")/tap.sh"

if [ ! -f efi/efi-stub ]; then
	echo "1..0 # SKIP there is no efi/efi-stub"
	exit 0
fi
plat_efi() {
	"$PYTHON3" tools/plat-efi --stub efi/efi-stub "$@"
}

# absolute OBJECT...: relocations, outside of debugging information, that are
# not relative to where they are.
absolute() {
	readelf -rW "$@" | awk '
		/^Relocation section/ { debug = /\.debug/ }
		/R_X86_64_(64|32|32S|16|8) / && !debug
		/R_AARCH64_ABS/ && !debug
		/GOT/ && !debug'
}

# What would have to be written to where it was loaded.
written() {
	"$NM" efi/efi-stub | awk '$2 ~ /[BbCcDdGgSs]/'
}

# shellcheck disable=SC2046 # a list of files
none "the stub has no absolute address" absolute $(find efi -name '*.o')
echo 'extern int x; int *const p = &x; int (*f(void))(void);' \
	'int g(void); int (*f(void))(void) { return g; }' |
	$CC -x c -O1 -fno-pie -mcmodel=small -c -o "$work/absolute.o" -
sees() { [ -n "$(absolute "$work/absolute.o")" ]; }
passes "one would be seen" sees
none "nothing in it is written to" written

head -c 3000 examples/hello >"$work/short"
echo text >"$work/text"
plat_efi -o "$work/hello.efi" examples/hello
result $? "an image becomes an application" </dev/null
none "it is as firmware wants it, and all of it is there" \
	"$PYTHON3" "$checks/pe.py" "$work/hello.efi" 0 \
	examples/hello
plat_efi --image-base 0x120000 -o "$work/based.efi" examples/hello
none "they say where it may be loaded" \
	"$PYTHON3" "$checks/pe.py" "$work/based.efi" 0x120000 \
	examples/hello
strip -o "$work/stripped" examples/hello
plat_efi -o "$work/stripped.efi" "$work/stripped"
passes "of a stripped one it is the same" \
	cmp "$work/hello.efi" "$work/stripped.efi"
has_stub_only() {
	plat_efi -o "$work/none.efi" "$1" 2>"$work/log"
	[ $? -eq 2 ] && grep -q "$2" "$work/log" && [ ! -e "$work/none.efi" ]
}
passes "no ELF file is refused" has_stub_only "$work/text" 'not an ELF file'
passes "no file is refused" has_stub_only "$work/nothing" 'no such file'
passes "half a file is refused" has_stub_only "$work/short" 'cut short'
passes "what EFI cannot enter is refused" has_stub_only efi/efi-stub \
	'no Plinth note'
plan
