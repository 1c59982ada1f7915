#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# single.sh PLATFORM IMAGE...: what this build, for several platforms, costs on
# PLATFORM against one for it alone, which is made in bench-single/: bytes, and
# instructions, of which it may be 3 % at the most. The first IMAGE is counted
# from its entry to main.
set -e
platform=$1 image=$2
shift
alone=bench-single/$platform
mkdir -p "$alone"
[ -f "$alone/Makefile" ] || (
	cd "$alone"
	eval "\"$TOP_SRCDIR/configure\" $("$OLDPWD/config.status" --config) \
		--with-platform=$platform" >configure.out
)
$MAKE -C "$alone" all >"$alone/make.out"
$MAKE -C "$alone" "$@" >>"$alone/make.out"

# In the build tree $1.
figures() {
	(
		tree=$1
		shift 2
		for other; do
			set -- "$@" --counted "$tree/$other"
			shift
		done
		case $platform in kvm) ;; *) set -- --first-domain ;; esac
		"$PYTHON3" "$TOP_SRCDIR/tests/bench/bench.py" --no-ram \
			--platform "$platform" --image "$tree/$image" \
			--isa "$ISA" --qemu "$QEMU" --nm "$NM" \
			--strip "$STRIP" --plugin tests/bench/insncount.so "$@"
	)
}
figures "$alone" "$@" >"$alone/single"
figures . "$@" >"$alone/one"
echo "# $platform: one image for all, against one for it alone:"
"$PYTHON3" "$TOP_SRCDIR/tests/bench/figures.py" --limit 3 "$alone/single" \
	"$alone/one" | sed 's/^/# /'
grep 'image.bytes' "$alone/single" "$alone/one" | sed 's/^/# /'
