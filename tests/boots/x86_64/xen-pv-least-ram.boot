# SPDX-License-Identifier: BSD-3-Clause
# A paravirtual domain with the least memory that Xen makes one with does not boot.
image = examples/hello
platform = xen-pv
mem = 4M
tap = no
match = ^Hello from Plinth on @platform@ \(x86_64\), 1 lcpu, \d+ KiB of RAM$
capability = least-ram
