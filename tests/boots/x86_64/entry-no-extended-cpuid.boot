# SPDX-License-Identifier: BSD-3-Clause
# On a CPU so old that CPUID cannot tell of a 64-bit mode, the guest believes
# what it reads there (QEMU: the last plain leaf, here with the bit set that
# would mean 64-bit mode).
image = examples/hello
cpu = pentium3,level=1,tm=on,x-force-features=on
expect = crash this CPU has no 64-bit mode (x86_64)
nomatch = Hello
capability = crash-report
