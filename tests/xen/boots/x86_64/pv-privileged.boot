# SPDX-License-Identifier: BSD-3-Clause
# If this failed Xen would have emulated a privileged instruction of the guest:
# slowly, and only those that it knows. In what xentrace has recorded from before
# the domain is made, an address in the image window is the guest's: CPUID by
# Xen's prefix (TRC_PV_FORCED_INVALID_OP, 0x201105), with which the entry code
# begins, and no other (TRC_PV_EMULATE_PRIVOP, 0x201106).
image = examples/hello
tap = no
platform = xen-pv
xl-config = tsc_mode = "native"
timeout = 60
action = before => xentrace -D -e 0x201000 /tmp/trace >/tmp/xentrace.log 2>&1 & sleep 0.5
action = end => kill -INT $(pidof xentrace); sleep 0.5; wc -c </tmp/trace; hexdump -v -e '1/4 "%08x\n"' /tmp/trace | grep -A 4 'a020110[56]' | awk '{ if ($1 == "ffffffff" && w1 ~ /^80/ && w4 == "a0201105") told++; if ($1 == "ffffffff" && w1 ~ /^80/ && w4 == "a0201106") { bad++; print "emulated: the instruction at 0xffffffff" w1 } w4 = w3; w3 = w2; w2 = w1; w1 = $1 } END { print told + 0 " CPUIDs, " bad + 0 " emulated"; exit !told || bad }'
capability = privileged
