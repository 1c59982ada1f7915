# SPDX-License-Identifier: BSD-3-Clause
# A domain that says that it crashed, but powers off, is believed.
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=p plat: crash: on purpose;
expect = disagree
