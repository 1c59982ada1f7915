# SPDX-License-Identifier: BSD-3-Clause
# The image does not boot by EFI on the oldest CPU.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = efi cpu-cortex-a53
boot = efi
cpu = cortex-a53
