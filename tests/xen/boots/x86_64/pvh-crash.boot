# SPDX-License-Identifier: BSD-3-Clause
# A domain that crashes without a word is not reported as crashed.
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=c silence;
expect = crash
