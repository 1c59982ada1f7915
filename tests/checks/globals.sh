#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# A global without our prefix collides with a guest's own; a libc function in
# a member with others cannot be replaced by a guest's libc; a weak symbol
# hides a misspelt one.
. "$(dirname "$0")/tap.sh"

# What a compiler calls by itself, and what a libc has: others' names.
others='mem(cpy|move|set|cmp|chr)|str(len|nlen|cmp|ncmp|chr|rchr)'
others="$others|__stack_chk_(fail|guard)|__aarch64_have_lse_atomics"

# "member type name", one a line.
globals() {
	"$NM" -A -g --defined-only "$ARCHIVE" 2>/dev/null |
		sed -n 's/^[^:]*:\([^:]*\):[0-9a-f]* \(.\) \(.*\)/\1 \2 \3/p'
}

unprefixed() {
	globals | awk -v others="^($others)\$" \
		'$3 !~ /^plat_/ && $3 !~ others'
}

not_alone() {
	globals | awk -v others="^($others)\$" '
		{ nr[$1]++ }
		$3 ~ others { other[$1] = other[$1] " " $3 }
		END { for (m in other) if (nr[m] > 1) print m ":" other[m] }'
}

weak() {
	globals | awk '$2 ~ /[WwVvuCi]/'
}

[ -n "$(globals)" ]
result $? "the archive has globals" </dev/null
none "every global begins with plat_" unprefixed
none "each function that a libc may replace is in a member of its own" \
	not_alone
none "no global is weak" weak
plan
