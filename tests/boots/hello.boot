# SPDX-License-Identifier: BSD-3-Clause
# The guest that everybody starts with does not boot.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(@isa@\), 1 lcpu, \d+ KiB of RAM$
capability = boot
