#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# The realm monitor answers, enforces and disturbs as it says, and its token is
# what plat-token takes. Else tests of realms show nothing.
. "$(dirname "$0")/../checks/tap.sh"
here=$TOP_SRCDIR/tests/rmm
. "$TOP_SRCDIR/tests/lib/token.sh"

run() { # run OPTION... : the guest's console, as lines
	"$PYTHON3" "$here/run-realm" --qemu "$QEMU" --monitor tests/rmm/rmm.img \
		"$@" tests/rmm/guest/guest.img | tr -d '\r'
}

# What was wrong with a run: a result, the plan, or the monitor's last line.
judge() { # judge CONSOLE VIOLATIONS
	grep '^not ok' "$1"
	planned=$(sed -n 's/^1\.\.//p' "$1")
	[ "$planned" = "$(grep -c '^ok' "$1")" ] || echo "planned: $planned"
	[ "$(tail -n 1 "$1")" = "rmm: end violations=$2" ] ||
		echo "last line: $(tail -n 1 "$1")"
}

# suite NAME WHAT OPTION...: one boot of the guest, all of whose results count.
suite() {
	name=$1 what=$2
	shift 2
	run "$@" --append "test=$name $append" >"$work/console"
	judge "$work/console" 0 >"$work/found"
	[ ! -s "$work/found" ]
	result $? "$what: $name $append" <"$work/found"
}

# says TEXT WHAT WORDS: the run ends, and the monitor says so.
says() {
	run --append "$3" >"$work/console"
	grep -q "$1" "$work/console"
	result $? "$2: $3" <"$work/console"
}

faults() {
	append='rmm.reject=0x41002000'
	suite reject "a host that refuses"
	append='rmm.destroyed=0x41000000'
	suite destroyed "pages that are DESTROYED"
	append='rmm.set-pages=3'
	suite partial "a host that does it piece by piece"
	append='rmm.set-pages=0'
	suite stuck "a host that does nothing"
	append='rmm.get-pages=1'
	suite short "runs that end early"
	append='rmm.empty'
	suite empty "RAM that is EMPTY"
	append='rmm.deny=1'
	suite deny "a CPU that is denied" --smp 2
	append='rmm.irqs=500,9000'
	suite hostile "interrupts that nobody raised"
	append='rmm.stall=1'
	suite stall "a CPU that never runs" --smp 2
	append='rmm.flip=0x09000fe0:0xff rmm.value=0x09000fe4:0xdeadbeef'
	suite flip "registers that lie"
	append='rmm.version=0'
	suite no-rsi "no RSI"
}

calls() {
	append=
	suite calls "each call"
	suite calls "each call, of another CPU" --cpu max
	append='ipa=36 rmm.ipa=36 hash=512 rmm.hash=512 rpv=1 rmm.rpv=mine'
	suite calls "another realm"
	append=
	suite memory "stage 2"
	suite memory "stage 2 of another CPU" --cpu max
	append='ipa=40 rmm.ipa=40'
	suite memory "stage 2 of 40 bits"
	append=
	suite cpus "CPUs" --smp 2
	suite interrupts "interrupts"
	suite measure "measurements"
	append='hash=512 rmm.hash=512'
	suite measure "measurements by SHA-512"
}

ends() {
	says 'rmm: the realm hangs\|the realm hangs here' \
		"an access that no host lets go on" 'test=hang'
	says '^rmm: end violations=1' "and it is counted" 'test=hang'
	says 'there is no rmm.nonsense' "a word that is not known" \
		'test=calls rmm.nonsense=1'
	says 'from 4M to 2G' "RAM that cannot be" 'test=calls rmm.mem=1M'
	says '^rmm: count RSI_VERSION=4$' "calls are counted" 'test=calls'
}

token() {
	append='rmm.verbose'
	suite token "the token"
	python=$(token_python)
	if [ -z "$python" ]; then
		skip "plat-token" "no python3-cbor2 or python3-cryptography"
		return
	fi
	token_of "$work/console" >"$work/token"
	rim=$("$PYTHON3" "$here/rim.py" "$work/console" tests/rmm/guest/guest.img)
	passes "the platform's key signed it; it is of this challenge and image" \
		"$python" "$TOP_SRCDIR/tools/plat-token" --key "$here/cpak.pem" \
		--challenge "$(printf '%0128d' 0 | tr 0 2)" --rim "$rim" \
		"$work/token"
	none "no damage to it goes unnoticed" "$python" \
		"$TOP_SRCDIR/tests/checks/cca_tokens.py" damaged \
		"$TOP_SRCDIR/tools/plat-token" "$work/token" "$here/cpak.pem"
	fails() { ! "$@"; }
	passes "it is of no other image" fails "$python" \
		"$TOP_SRCDIR/tools/plat-token" --rim "$(printf '%064d' 0)" \
		"$work/token"
	passes "it answers no other challenge" fails "$python" \
		"$TOP_SRCDIR/tools/plat-token" --challenge 00 "$work/token"
	append='rmm.token-step=7'
	suite token "in small pieces"
	token_of "$work/console" >"$work/token"
	passes "which make a token" "$python" "$TOP_SRCDIR/tools/plat-token" \
		--key "$here/cpak.pem" "$work/token"
}

if [ ! -e tests/rmm/rmm.img ]; then
	echo "1..0 # SKIP no mbedTLS for the guest: see configure's" \
		"--with-mbedtls, and tests/lib/get-libfdt"
	exit
fi
calls
faults
ends
token
plan
