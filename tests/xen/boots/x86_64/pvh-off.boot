# SPDX-License-Identifier: BSD-3-Clause
# A domain that powers off without a status passes.
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=p silence;
expect = off
