# SPDX-License-Identifier: BSD-3-Clause
# On a CPU without 64-bit mode the guest hangs or resets, and says nothing.
image = examples/hello
cpu = qemu32
expect = crash this CPU has no 64-bit mode (x86_64)
nomatch = Hello
capability = crash-report
