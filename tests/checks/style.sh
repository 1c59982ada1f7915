#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# The house's limits: what is short can be read, what has no #if is compiled.
. "$(dirname "$0")/tap.sh"

style() {
	"$PYTHON3" "$checks/style.py" "$TREE" "$@"
}

# The figures are printed, whatever they are.
lengths() {
	style lengths "$@" >"$work/lengths" || return
	grep '^#' "$work/lengths" >&3
	grep -v '^#' "$work/lengths"
	:
}
exec 3>&1
none "the kit's functions are short" lengths include common kvm xen-pv \
	xen-pvh arm-cca examples tools
none "the tests' functions are short" lengths tests
none "conditions are in header guards only" style conditionals
none "every source says its licence" style licence
none "nothing was left for later" style reminders
plan
