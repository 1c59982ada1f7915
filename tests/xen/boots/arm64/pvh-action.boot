# SPDX-License-Identifier: BSD-3-Clause
# Actions are not carried out while a domain runs, or not once it has printed what they wait for.
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=h ready;
action = line ready => xl pause $DOM
action = after 0.1 => xl unpause $DOM
action = after 0.1 => xl destroy $DOM
expect = destroyed
