# SPDX-License-Identifier: BSD-3-Clause
# EFI: the parser of what the stub hands over is a part of the core.
EXTRA_DIST += common/efi/efi_abi.h common/efi/handover.h common/efi/map.h \
	common/efi/text.h common/x86_64/include/plat/arch/efi.h
