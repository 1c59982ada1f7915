# SPDX-License-Identifier: BSD-3-Clause
# A misspelt plat.* word is silently ignored.
image = examples/hello
tap = no
match = ^Hello
match = warning: .*nonsense
capability = command-line
append = plat.nonsense=1 root=/dev/sda
nomatch = sda
