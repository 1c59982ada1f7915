# SPDX-License-Identifier: BSD-3-Clause
# A frontend's table that lacks a member is used, or refused without a word.
image = tests/guest/frontend
expect = crash frontend forgetful: its table lacks emergency_console
nomatch = still alive
capability = crash-report
