# SPDX-License-Identifier: BSD-3-Clause
# shellcheck shell=sh
# Sourced by the tests that get a token from a console.

token_of() { # token_of CONSOLE: as hexadecimal digits
	sed -n 's/^token //p' "$1"
}

# The Python that has what plat-token wants, if any.
token_python() {
	for python in "$PYTHON3" /usr/bin/python3; do
		"$python" -c 'import cbor2, cryptography' 2>/dev/null &&
			echo "$python" && return
	done
}
