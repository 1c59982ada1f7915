# SPDX-License-Identifier: BSD-3-Clause
# A domain that has ended is gone before it can be looked at.
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=c plat: crash: on purpose;
action = end => xl list $DOM | grep -q -e '--sc-' -e '---sc'
expect = crash on purpose
