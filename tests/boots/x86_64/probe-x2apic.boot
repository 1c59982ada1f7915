# SPDX-License-Identifier: BSD-3-Clause
# Who asks for a register that this CPU does not have dies of it. (What is
# asked for lies among those of an x2APIC; QEMU 7.2 gives 0 for any.)
image = tests/guest/probe
qemu = 10
match = ^ok \d+ - what cannot be read leaves the value
capability = x2apic
