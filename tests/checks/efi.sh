#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# The stub runs where firmware loads it and nothing relocates it: an absolute
# address in it is a jump to nowhere on the next machine. And firmware is
# picky about headers.
. "$(dirname "$0")/tap.sh"

# absolute OBJECT...: relocations, outside of debugging information, that are
# not relative to where they are.
absolute() {
	readelf -rW "$@" | awk '
		/^Relocation section/ { debug = /\.debug/ }
		/R_X86_64_(64|32|32S|16|8) / && !debug
		/R_AARCH64_ABS/ && !debug
		/GOT/ && !debug'
}

# written FILE...: what would have to be written to where it was loaded.
written() {
	"$NM" "$@" | awk 'NF == 3 && $2 ~ /[BbCcDdGgSs]/'
}

case $ISA in
arm64)	stub='common/arm64/efi.o common/arm64/efi_leave.o common/efi/map.o
common/efi/stub.o common/efi/text.o common/libplat/memcmp.o
common/arm64/memcpy.o common/arm64/memmove.o common/arm64/memset.o' ;;
*)	stub=$(find efi -name '*.o') ;;
esac
# shellcheck disable=SC2086 # a list of files
none "the stub has no absolute address" absolute $stub
echo 'extern int x; int *const p = &x; int (*f(void))(void);' \
	'int g(void); int (*f(void))(void) { return g; }' |
	$CC -x c -O1 -fno-pie -mcmodel=small -c -o "$work/absolute.o" -
sees() { [ -n "$(absolute "$work/absolute.o")" ]; }
passes "one would be seen" sees

# What it needs of the image that it is a part of: distances. Anything else, as
# the canary, is not there yet.
foreign() {
	"$NM" $stub | awk '
		$1 == "U" { used[$2] = 1; next }
		{ defined[$NF] = 1 }
		END { for (s in used)
			if (!(s in defined) &&
			    s !~ /^plat_image_(start|file_end|end)$/ &&
			    s != "plat_arm64_efi_entry")
				print s }'
}
firmwares_register() {
	"${NM%nm}objdump" -d --no-show-raw-insn $stub |
		grep -E '[^0-9a-z][xw]18([^0-9a-z]|$)'
	:
}
if [ "$ISA" = arm64 ]; then
	# shellcheck disable=SC2086
	none "nothing in it is written to" written $stub
	none "it uses nothing of the core" foreign
	none "it leaves the firmware its register" firmwares_register
	none "the Image is as firmware wants an application" \
		"$PYTHON3" "$checks/pe.py" examples/hello.img 0 examples/hello
	plan
	exit 0
fi

none "nothing in it is written to" written efi/efi-stub
plat_efi() {
	"$PYTHON3" tools/plat-efi --stub efi/efi-stub "$@"
}

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
none "one of a stripped image is, too" \
	"$PYTHON3" "$checks/pe.py" "$work/stripped.efi" 0 "$work/stripped"
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
