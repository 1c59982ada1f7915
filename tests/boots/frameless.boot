# SPDX-License-Identifier: BSD-3-Clause
# A guest without the frame allocator runs out of page tables.
image = tests/guest/frameless
capability = mmio
