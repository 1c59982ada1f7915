# SPDX-License-Identifier: BSD-3-Clause
# shellcheck shell=sh
# What the checks have in common: TAP, and where things are. A check is run in
# the build directory; TREE and ARCHIVE let the self-test put others in place.
# shellcheck disable=SC1091 # written by checks.mk
. ./tests/checks/env.sh
checks=$(dirname "$0")
TREE=${TREE:-$TOP_SRCDIR}
ARCHIVE=${ARCHIVE:-libplat.a}
COMPILE=${COMPILE_WITH:-$COMPILE}
PLATFORMS=${PLATFORMS_ARE:-$PLATFORMS}
export PYTHONDONTWRITEBYTECODE=1
number=0
work=$(mktemp -d) || exit
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# result STATUS DESCRIPTION: one test point; stdin says why it failed.
result() {
	number=$((number + 1))
	if [ "$1" = 0 ]; then
		printf 'ok %s - %s\n' "$number" "$2"
	else
		printf 'not ok %s - %s\n' "$number" "$2"
		sed 's/^/# /'
	fi
}

# none DESCRIPTION COMMAND...: the command succeeds and finds nothing.
none() {
	description=$1
	shift
	"$@" >"$work/found" 2>&1 && [ ! -s "$work/found" ]
	result $? "$description" <"$work/found"
}

# passes DESCRIPTION COMMAND...: the command succeeds.
passes() {
	description=$1
	shift
	"$@" >"$work/found" 2>&1
	result $? "$description" <"$work/found"
}

# prints TEXT DESCRIPTION COMMAND...: it succeeds and says TEXT, no more.
prints() {
	text=$1 description=$2
	shift 2
	"$@" >"$work/found" 2>&1 && [ "$(cat "$work/found")" = "$text" ]
	result $? "$description" <"$work/found"
}

skip() {
	number=$((number + 1))
	echo "ok $number - $1 # SKIP $2"
}

plan() {
	echo "1..$number"
}
