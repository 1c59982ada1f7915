# SPDX-License-Identifier: BSD-3-Clause
# The command line does not reach a domain as it is.
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=p 1..1;ok 1 - "two" 'kinds' $HOME \042 \ %s #;plat: exit 0;
match = ^ok 1 - "two" 'kinds' \$HOME \\042 \\ %s #$
