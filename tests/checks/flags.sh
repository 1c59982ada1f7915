#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# A warning that is not asked for is not seen; an ABI flag that is lost breaks
# interrupts, or the stack protector, long after the build.
. "$(dirname "$0")/tap.sh"

warnings='-Wall -Wextra -Wshadow -Wundef -Wvla -Wmissing-prototypes
-Wstrict-prototypes -Wconversion'
abi='-ffreestanding -fno-omit-frame-pointer -ffunction-sections
-fdata-sections -fstack-protector-strong'
core=-std=gnu11
case $ISA in
x86_64) abi="$abi -mno-red-zone -mcmodel=kernel" core="$core -mgeneral-regs-only" ;;
esac

# missing FLAGS FLAG...: each FLAG that FLAGS does not have, or takes back.
missing() {
	given=" $1 "
	shift
	for flag; do
		case $given in
		*" $flag "*) ;;
		*) echo "$flag is missing" ;;
		esac
		case $given in
		*" -Wno-${flag#-W} "*) echo "$flag is taken back" ;;
		esac
	done
}

# shellcheck disable=SC2086 # lists of flags
{
	none "the kit is compiled with every warning" missing "$COMPILE" $warnings
	none "it is compiled for a guest" missing "$COMPILE" $abi $core
	none "a guest is told the same ABI" missing "$ABI_CFLAGS" $abi
}
silenced() {
	printf '%s\n' $COMPILE | grep -E '^-w$|^-Wno-'
	grep -nE '#[ \t]*pragma.*(diagnostic|warning)' -r "$TREE/include" \
		"$TREE/common"
	:
}
none "no warning is silenced" silenced
plan
