# SPDX-License-Identifier: BSD-3-Clause
# An image of more than 2 MiB does not boot.
image = tests/guest/huge
capability = boot
