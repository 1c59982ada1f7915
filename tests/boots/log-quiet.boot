# SPDX-License-Identifier: BSD-3-Clause
# A boot without trouble chatters.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(@isa@\), 1 lcpu, \d+ KiB of RAM$
capability = log
nomatch = ^plat: (?!exit 0)
