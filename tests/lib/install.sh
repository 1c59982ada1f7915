# SPDX-License-Identifier: BSD-3-Clause
# shellcheck shell=sh disable=SC2034 # used by who sources it
# Sourced by quickstart and check: install what is missing, and only that.

is_installed() { # is_installed PACKAGE
	dpkg-query -W -f '${Status}' "$1" 2>/dev/null |
		grep -q 'install ok installed'
}

# install_missing PACKAGE...: installs with apt-get what is not there yet.
install_missing() {
	missing=
	if ! command -v dpkg-query >/dev/null; then
		echo "not a Debian system: taking for granted: $*"
		return 0
	fi
	for package; do
		is_installed "$package" || missing="$missing $package"
	done
	[ -n "$missing" ] || return 0
	as_root=
	if [ "$(id -u)" -ne 0 ]; then
		as_root=sudo
		command -v sudo >/dev/null || {
			echo "missing, and neither root nor sudo to install:" \
				"apt-get install$missing" >&2
			return 1
		}
	fi
	echo "installing:$missing"
	# An old package list may do: what counts is the install.
	$as_root apt-get update -qq ||
		echo "apt-get update failed; going on with the old lists" >&2
	# shellcheck disable=SC2086 # a list of packages
	$as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends $missing \
		>/dev/null
}

# Prints what configure is told for an ISA; fetches what it needs for that.
configure_for() { # configure_for ISA FOLDER-OF-THE-BUILD
	case $1 in
	x86_64) ;;
	arm64)
		tests/lib/get-libfdt arm64 "$2/libfdt" >&2 || return
		echo "--host=aarch64-linux-gnu --with-libfdt=$PWD/$2/libfdt/usr"
		;;
	esac
}

build_packages="gcc libc6-dev libbsd-dev make binutils autoconf automake python3"
run_packages="qemu-system-x86"
build_packages_arm64="gcc-aarch64-linux-gnu"
run_packages_arm64="qemu-system-arm"
test_packages="libcmocka-dev libfdt-dev libxen-dev acpica-tools device-tree-compiler
	clang llvm libclang-rt-14-dev pkgconf xz-utils procps
	gdb-multiarch grub-common grub-pc-bin xorriso mtools man-db ovmf
	qemu-efi-aarch64 libc6-dev-arm64-cross python3-cbor2
	python3-cryptography"
