# SPDX-License-Identifier: BSD-3-Clause
# The plat core. Nothing here knows a hypervisor.
common_pure = \
	common/libplat/errno.c

common_isa =
