#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# plat-token takes a good token in each form, and no other. token.hex is one of
# the realm monitor's (tests/rmm), for a challenge of 64 bytes 0x22.
. "$(dirname "$0")/tap.sh"
. "$TOP_SRCDIR/tests/lib/token.sh"
tool=$TOP_SRCDIR/tools/plat-token token=$checks/token.hex
key=$TOP_SRCDIR/tests/rmm/cpak.pem

python=$(token_python)
if [ -z "$python" ]; then
	echo "1..0 # SKIP no python3-cbor2 or python3-cryptography"
	exit
fi

plat_token() {
	"$python" "$tool" "$@"
}

# ends STATUS TEXT DESCRIPTION ARGUMENT...: with this status, and says TEXT.
ends() {
	wanted=$1 text=$2 description=$3
	shift 3
	plat_token "$@" >"$work/found" 2>&1 <"$work/in"
	status=$?
	[ $status = "$wanted" ] && grep -q -e "$text" "$work/found"
	result $? "$description" <"$work/found"
}

: >"$work/in"
twos=$(printf '%0128d' 0 | tr 0 2)
ends 0 '^verified' "a token and its key" --key "$key" "$token"
ends 0 'challenge \[10\]: 2222' "claims are printed" "$token"
ends 0 'NOT verified' "without a key it says so" "$token"
ends 0 '^verified' "its challenge" --key "$key" --challenge "$twos" "$token"
ends 1 'another challenge' "another challenge" --challenge 2222 "$token"
ends 1 'another initial' "another image" --rim "$twos" "$token"
"$python" "$checks/cca_tokens.py" jwk "$key" >"$work/jwk"
ends 0 '^verified' "a key as JWK" --key "$work/jwk" --quiet "$token"
"$python" -c 'import sys
sys.stdout.buffer.write(bytes.fromhex(sys.stdin.read()))' \
	<"$token" >"$work/binary"
ends 0 '^verified' "a token in binary" --key "$key" "$work/binary"
cp "$work/binary" "$work/in"
ends 0 '^verified' "from the standard input" --key "$key"
ends 2 'no key' "no key in the file of the key" --key "$token" "$token"
ends 2 'No such file' "no file" /nonexistent
ends 2 'hexadecimal' "a challenge that is none" --challenge xyz "$token"
ends 1 '^plat-token: token: ' "no token" "$key"
: >"$work/in"
ends 1 'no CBOR' "nothing" -
none "no damage goes unnoticed" "$python" "$checks/cca_tokens.py" damaged "$tool" \
	"$token" "$key"
none "each kind of key" "$python" "$checks/cca_tokens.py" made "$tool"
plan
