#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# A check that cannot fail checks nothing: each rule is broken once, in a copy
# of the tree, and the check that guards it must say so.
. "$(dirname "$0")/tap.sh"

copy=$work/tree
fresh() {
	rm -rf "$copy"
	mkdir "$copy"
	for folder in include common kvm xen-pv xen-pvh arm-cca examples \
		tools tests; do
		[ ! -d "$TOP_SRCDIR/$folder" ] ||
			cp -R "$TOP_SRCDIR/$folder" "$copy/$folder"
	done
	cp "$TOP_SRCDIR/bootstrap" "$copy/"
}

check() {
	TREE=$copy "$checks/$1.sh"
}

# caught CHECK TEXT FILE LINE: LINE is put at FILE's end; "not ok" and TEXT
# must be what CHECK then says, and did not say before.
caught() {
	fresh
	mkdir -p "$(dirname "$copy/$3")"
	check "$1" >"$work/before"
	printf '%b\n' "$4" >>"$copy/$3"
	check "$1" >"$work/after"
	! grep -q "^not ok.*$2" "$work/before" &&
		grep -q "^not ok.*$2" "$work/after"
	result $? "$1.sh sees in $3: $4" <"$work/after"
}

caught atomics "instruction" include/plat/atomic.h \
	'#undef plat_atomic_or_acquire\n#define plat_atomic_or_acquire(p, v) (*(p) |= (v))'
caught deps "includes a frontend" common/libplat/errno.c \
	'#include "kvm/devices.h"'
caught deps "includes a frontend" include/plat/mrd.h \
	'#include <xen-pv/rsi.h>'
caught deps "names a frontend" common/libplat/errno.c \
	'int plat_kvm_init(void);'
caught deps "names a frontend" common/boot/x.c \
	'static const char *s = "runs on Xen /* not a comment */";'
caught deps "names a frontend" common/x86_64/x.S 'call xen_hypercall'
caught headers "plat/mrd.h alone: ${CC%% *}" include/plat/mrd.h \
	'int plat_x(struct plat_unheard_of);'
caught headers "plat/mrd.h alone: ${CC%% *}" include/plat/mrd.h \
	'struct plat_twice { int x; };'
caught flags "silenced" common/libplat/errno.c \
	'#pragma GCC diagnostic ignored "-Wshadow"'
caught style "conditions" common/libplat/errno.c '#if 1\n#endif'
caught style "conditions" include/plat/mrd.h '#ifdef CONFIG_X\n#endif'
caught style "conditions" common/x86_64/x.S '#ifndef X_H\n#endif'
caught style "licence" kvm/new.c 'int x;'
for word in TODO FIXME XXX; do
	caught style "left for later" examples/new.c "/* $word: more */"
done

# long NR LINES: NR functions of LINES lines each.
long() {
	awk -v nr="$1" -v lines="$2" 'BEGIN { for (i = 0; i < nr; i++) {
		printf "int f%d(void)\\n{\\n", i
		for (j = 3; j < lines; j++) printf "\\tg();\\n"
		printf "}\\n\\n" } }'
}
caught_long() {
	fresh
	rm -rf "$copy/$1"
	mkdir -p "$copy/$1"
	printf '%b' "$3" >"$copy/$1/x.c"
	TREE=$copy "$PYTHON3" "$checks/style.py" "$copy" lengths "$1" |
		grep -v '^#' >"$work/after"
	if [ -n "$4" ]; then
		grep -q "^$4 %" "$work/after"
	else
		[ ! -s "$work/after" ]
	fi
	result $? "lengths: $2" <"$work/after"
}
caught_long kvm "a median of 12 passes" "$(long 5 12)$(long 5 13)" ''
caught_long kvm "a median of 13 does not" "$(long 5 12)$(long 6 13)" 50
caught_long kvm "one in ten of 36 lines passes" "$(long 9 4)$(long 1 36)" ''
caught_long kvm "two in ten do not" "$(long 8 4)$(long 2 36)" 90
caught_long kvm "one in 20 of 51 lines passes" "$(long 19 4)$(long 1 51)" ''
caught_long kvm "two in 20 do not" "$(long 18 4)$(long 2 51)" 95

# Archives and flags that are not the tree's.
archive() {
	rm -f "$work/bad.a"
	for source; do
		member=$work/member-$(printf '%s' "$source" | cksum | cut -c1-8).o
		printf '%s\n' "$source" |
			"$CC_FOR_BUILD" -w -ffreestanding -x c \
				-ffunction-sections -c - \
				-o "$member" || exit
		"$AR" cr "$work/bad.a" "$member"
	done
}
caught_archive() {
	text=$1
	shift
	archive "$@"
	ARCHIVE=$work/bad.a "$checks/globals.sh" >"$work/after"
	if [ -n "$text" ]; then
		grep -q "^not ok.*$text" "$work/after"
	else
		! grep -q "^not ok" "$work/after"
	fi
	result $? "globals.sh: $*" <"$work/after"
}
caught_archive "" 'int plat_x;' 'void *memset(void) { return 0; }'
caught_archive "begins with plat_" 'int plat_x; int other;'
caught_archive "begins with plat_" 'void strange(void) {}'
caught_archive "member of its own" \
	'void memset(void) {} void memcpy(void) {}'
caught_archive "member of its own" 'void memcmp(void) {} int plat_x;'
caught_archive "weak" 'void __attribute__((weak)) plat_x(void) {}'
caught_archive "has globals" 'static int x;'

caught_flags() {
	check=$1 text=$2
	shift 2
	COMPILE_WITH="$*" "$checks/$check.sh" >"$work/after"
	grep -q "^not ok.*$text" "$work/after"
	result $? "$check.sh: $text" <"$work/after"
}
without() {
	printf '%s\n' "$COMPILE" | sed "s/ $1 / /"
}
caught_flags flags "every warning" "$(without -Wvla)"
caught_flags flags "every warning" "$COMPILE -Wno-vla"
caught_flags flags "for a guest" "$(without -ffreestanding)"
caught_flags flags "silenced" "$COMPILE -w"
caught_flags deps "platform's definition" "$COMPILE -DCONFIG_XEN_PV=1"

# An image that was linked in one piece from a member of two functions.
cat >"$work/image.c" <<'END'
void plat_used(void), plat_unused(void);
__attribute__((section(".note.x"), used)) static const struct {
	unsigned int name, desc, type;
	char owner[8];
} note = {7, 0, 1, "Plinth"};
int main(void) { plat_used(); return 0; }
END
printf '%s\n' '* symbol main' "kvm.$ISA note Plinth 1" 'other symbol none' \
	>"$work/list"
link_image() {
	archive 'void plat_used(void) {} void plat_unused(void) {}' &&
		"$CC_FOR_BUILD" -w -nostdlib -static "$@" -Wl,-e,main \
			"$work/image.c" "$work/bad.a" -o "$work/image"
}
caught_image() {
	text=$1
	IMAGE=$work/image LIST=$work/list ARCHIVE=$work/bad.a \
		PLATFORMS_ARE=kvm "$checks/image.sh" >"$work/after"
	if [ -n "$text" ]; then
		grep -q "^not ok.*$text" "$work/after"
	else
		! grep -q "^not ok" "$work/after" &&
			grep -q "^ok 3" "$work/after"
	fi
	result $? "image.sh: ${text:-a sound image passes}" <"$work/after"
}
link_image -Wl,--gc-sections
caught_image ""
echo '* symbol plat_missing' >>"$work/list"
caught_image "symbol plat_missing"
echo "kvm.$ISA note Xen 18" >>"$work/list"
caught_image "note Xen 18"
link_image
caught_image "not used were left out"

# A multiboot 1 header where loaders find it or do not.
header='\002\260\255\033\003\000\000\000\373\117\122\344'
unsound='\002\260\255\033\003\000\000\000\374\117\122\344'
put_header() { # put_header OFFSET BYTES
	printf '%b' "$2" | dd of="$work/image" bs=1 seek="$1" conv=notrunc \
		2>/dev/null
}
header_is() { # header_is ok|"not ok" NAME
	IMAGE=$work/image LIST=$work/list PLATFORMS_ARE=kvm \
		"$checks/image.sh" >"$work/after"
	grep -q "^$1 .*header multiboot1" "$work/after"
	result $? "image.sh: $2: $1" <"$work/after"
}
header_at() { # header_at OFFSET ok|"not ok"
	head -c 12288 /dev/zero >"$work/image"
	put_header "$1" "$header"
	header_is "$2" "a multiboot 1 header at $1"
}
echo "kvm.$ISA header multiboot1" >"$work/list"
header_at 8144 ok
header_at 8180 ok
header_at 8140 "not ok"
header_at 8184 "not ok"
header_at 8146 "not ok"
header_at 8148 ok
put_header 4096 "$header"
header_is "not ok" "one more before it"
put_header 4096 "$unsound"
header_is ok "one with a wrong checksum before it"
put_header 8148 "$unsound"
header_is "not ok" "none with a right checksum"
plan
