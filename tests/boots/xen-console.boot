# SPDX-License-Identifier: BSD-3-Clause
# What is printed faster than dom0 reads it is lost.
image = tests/guest/xen/console
platform = xen-pvh
args = all
match = (?:^line \d+ of 2000, longer than the one before it\n){2000}ok 1
capability = xen-console
