# SPDX-License-Identifier: BSD-3-Clause
# A guest with the form of its crash does not get to the form's end: it reads
# what is not there, and a probe is its end.
image = tests/guest/dump
args = fault
expect = crash write at 0xffffd80000000000: vmem window: nothing is mapped there
match = ^plat#0 begin 1 (x86_64|arm64) b [0-9a-f]{8}$
match = ^plat#[0-9a-f]+ end [0-9a-f]{8}$
capability = crash-report
