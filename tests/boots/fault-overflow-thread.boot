# SPDX-License-Identifier: BSD-3-Clause
# A thread that has used up its stack writes over another's memory, or dies and
# does not say of what, nor where it was.
image = tests/guest/threadfault
args = overflow
expect = crash stack overflow: the guard below it
match = plat: at 0x[0-9a-f]+ overflow\+0x
match = plat:   0x[0-9a-f]+ overflow\+0x
match = plat: thread "deep" of lcpu 0
nomatch = still alive
capability = crash-report
