# SPDX-License-Identifier: BSD-3-Clause
# Where firmware has started the other CPUs before, they do not start again; or
# there is no page below 1 MiB.
image = tests/guest/lcpus.efi
boot = efi
smp = 3
mem = 1G
timeout = 120
capability = lcpus
