#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Debian's own kernel takes the monitor for an RMM, and runs in it as a realm
# to userspace without breaking a rule: so the monitor is as one who knows the
# RMM, and did not write the monitor, expects it. tests/rmm/get-linux fetches
# the kernel.
. "$(dirname "$0")/../checks/tap.sh"
here=$TOP_SRCDIR/tests/rmm
. "$TOP_SRCDIR/tests/lib/token.sh"

# boots WHAT WORDS: to the end.
boots() {
	"$PYTHON3" "$here/run-realm" --qemu "$QEMU" --monitor tests/rmm/rmm.img \
		--smp 2 --timeout 300 --initrd linux/initrd \
		--append "rmm.mem=256M console=ttyAMA0 panic=-1 $2" linux/Image |
		tr -d '\r' >"$work/console"
	for text in 'RME: Using RSI version 1.0' '^userspace: 2 CPUs' \
		'^/sys/bus/platform/devices/arm-cca-dev' 'reboot: Power down' \
		'^rmm: end violations=0'; do
		grep -q "$text" "$work/console" || echo "no '$text'"
	done >"$work/found"
	[ ! -s "$work/found" ] || tail -n 30 "$work/console" >>"$work/found"
	! grep -q "^no '" "$work/found"
	result $? "$1 $2" <"$work/found"
}

if [ ! -e tests/rmm/rmm.img ]; then
	echo "1..0 # SKIP no mbedTLS for the guest: see configure's --with-mbedtls"
	exit
fi
if [ ! -e linux/Image ]; then
	echo "1..0 # SKIP no kernel: tests/rmm/get-linux linux, in the build tree"
	exit
fi
# token WHAT: the last boot's init asked the kernel for one.
token() {
	python=$(token_python)
	if [ -z "$python" ]; then
		skip "$1" "no python3-cbor2 or python3-cryptography"
		return
	fi
	token_of "$work/console" >"$work/token"
	passes "$1" "$python" "$TOP_SRCDIR/tools/plat-token" \
		--key "$here/cpak.pem" --challenge \
		"$(printf '%064d' 7 | od -An -v -tx1 | tr -d ' \n')" "$work/token"
}

boots "Linux boots as a realm"
token "and gets a token for its challenge"
boots "with a host that is difficult" \
	"rmm.set-pages=5000 rmm.get-pages=3 rmm.irqs=300,7"
plan
