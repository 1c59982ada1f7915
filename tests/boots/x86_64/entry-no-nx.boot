# SPDX-License-Identifier: BSD-3-Clause
# On a CPU without the NX bit the guest hangs or resets, and says nothing.
image = examples/hello
cpu = qemu64,-nx
expect = crash this CPU has no NX bit: W^X cannot be kept
nomatch = Hello
capability = crash-report
