#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# The core serves frontends that it does not know: once it knows one, each
# new frontend needs a change in the core.
. "$(dirname "$0")/tap.sh"

none "no file of the core includes a frontend's header" \
	"$PYTHON3" "$checks/deps.py" "$TREE" includes
none "no file of the core names a frontend" \
	"$PYTHON3" "$checks/deps.py" "$TREE" names

# The core is compiled once for an ISA: by $(COMPILE), without a definition
# that tells platforms apart, and with no flags of its own.
platform_definitions() {
	printf '%s\n' $COMPILE |
		grep -iE '^-D.*(kvm|xen|qemu|firecracker|cca|platform)'
	"$AR" t "$ARCHIVE" | grep -E '^[A-Za-z_]*-'
	:
}
none "the core is compiled without a platform's definition" \
	platform_definitions
plan
