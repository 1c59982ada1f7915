#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Who includes one header of the kit need not know which others it needs.
. "$(dirname "$0")/tap.sh"

# Twice, as its guard has to allow.
alone() {
	printf '#include <%s>\n#include <%s>\n' "$header" "$header" |
		"$@" -std=gnu11 -ffreestanding -Wall -Wextra -Wshadow -Wundef \
			-Wvla -Wmissing-prototypes -Wstrict-prototypes \
			-Wconversion -Werror -I"$TREE/include" -Iinclude \
			-I"$TREE/common/$ISA/include" -fsyntax-only -x c -
}

public_headers() {
	(cd "$TREE/include" && ls plat/*.h plat/xen/*.h)
	(cd "$TREE/common/$ISA/include" && ls plat/arch/*.h)
	ls include/plat/*.h | sed 's|^include/||'
}

for compiler in "$CC" "clang --target=$HOST"; do
	for header in $(public_headers); do
		if command -v "${compiler%% *}" >/dev/null; then
			# shellcheck disable=SC2086 # a compiler and options
			none "$header alone: ${compiler%% *}" alone $compiler
		else
			skip "$header alone: ${compiler%% *}" "not installed"
		fi
	done
done
plan
