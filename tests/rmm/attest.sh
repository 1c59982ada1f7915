#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# What examples/attest prints in a realm is a token that plat-token takes, of
# this image and this challenge. Else a realm of ours can prove nothing.
. "$(dirname "$0")/../checks/tap.sh"
here=$TOP_SRCDIR/tests/rmm
. "$TOP_SRCDIR/tests/lib/token.sh"

if [ ! -e tests/rmm/rmm.img ] || [ ! -e examples/attest.img ]; then
	echo "1..0 # SKIP no realm monitor, or no arm-cca frontend"
	exit
fi
python=$(token_python)
if [ -z "$python" ]; then
	echo "1..0 # SKIP no python3-cbor2 or python3-cryptography"
	exit
fi

challenge=$(printf '%064d%064d' 1 2 | tr 0 a)
fails() { ! "$@"; }
token() { "$python" "$TOP_SRCDIR/tools/plat-token" "$@" "$work/token"; }

"$PYTHON3" "$TOP_SRCDIR/tools/plat-run" --on arm-cca \
	--monitor tests/rmm/rmm.img --append rmm.verbose examples/attest.img \
	-- "$challenge" >"$work/out" 2>"$work/err"
result $? "the realm ends well" <"$work/err"
token_of "$work/out" >"$work/token"
tr -d '\r' <"$work/err" >"$work/console"
rim=$("$PYTHON3" "$here/rim.py" "$work/console" examples/attest.img)
passes "the platform's key signed the token; it is of this challenge and image" \
	token --key "$here/cpak.pem" --challenge "$challenge" --rim "$rim"
grep -q "^rim $rim" "$work/out"
result $? "the realm knows its own measure" <"$work/out"
passes "it answers no other challenge" fails token --challenge \
	"$(echo "$challenge" | tr 1 3)"
passes "it is of no other image" fails token --rim "$(printf '%064d' 0)"
plan
