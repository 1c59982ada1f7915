# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies before it has a console dies silently, or without the log.
image = tests/guest/emergency
expect = crash dead before there is a console: 2
match = said when nobody listened: 1\n(.*\n)*plat: crash: dead
match = die\+0x
nomatch = still alive
capability = crash-report
