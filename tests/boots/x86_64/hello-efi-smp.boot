# SPDX-License-Identifier: BSD-3-Clause
# More lcpus and devices than the firmware used by itself keep the image from
# booting.
image = examples/hello.efi
boot = efi
smp = 4
mem = 1G
tap = no
match = ^Hello from Plinth on kvm \(x86_64\), 4 lcpus, \d+ KiB of RAM$
capability = efi
