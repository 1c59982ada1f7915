# SPDX-License-Identifier: BSD-3-Clause
# xlook believes whatever a paravirtual guest says, and looks at nothing.
image = tests/guest/xen/look
platform = xen-pv
smp = 2
timeout = 600
tool = tests/xen/xlook/xlook
tool = tests/xen/xlook/lie
action = line look: done before => lie 's/ r-x / rwx /'
action = line look: done before => lie 's/ r-x / r-- /'
action = line look: done before => lie 's/ 0 0x1000 --- / 0 0x1000 r-- /'
action = line look: done before => lie 's/ 0xffffffff801[0-9a-f]* 0x1000 rw- / 0 0x1000 rw- /'
action = line look: done before => lie 's/wall 1/wall 2/'
action = line look: done before => lie 's/vcpu 0 idle/vcpu 0 busy/'
action = line look: done before => lie 's/vcpu 1 off/vcpu 1 idle/'
action = line look: done before => lie 's/vcpu 1 off//'
action = line look: done before => lie 's/record 0 0x/record 0 0x1/'
action = line look: done before => lie 's/^\(look: frame 0x[0-9a-f]*\) 0x/\1 0x1/'
action = line look: done before => lie 's/^\(look: record 0 0x[0-9a-f]*\)[0-9a-f]/\1/'
action = line look: done before => lie 's/ 0x5 0x/ 0x1 0x/'
action = line look: done before => xenstore-write /local/domain/$DOM/data/looked before
action = line look: done after => lie 's/vcpu 1 busy/vcpu 1 idle/'
action = line look: done after => xenstore-write /local/domain/$DOM/data/looked after
capability = look-from-outside
