# SPDX-License-Identifier: BSD-3-Clause
# A domain is not powered off when its main returns, or without its last words.
image = examples/hello
platform = xen-pvh
smp = 2
tap = no
match = ^plat: exit 0$
capability = power-off
