# SPDX-License-Identifier: BSD-3-Clause
# A console that arm64 has none of is taken for another.
image = examples/hello
tap = no
append = plat.console=com1
match = ^plat: warning: .*console
match = ^Hello
capability = console
