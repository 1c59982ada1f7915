# SPDX-License-Identifier: BSD-3-Clause
# A guest has more lcpus, or fewer, than the command line says.
image = tests/guest/lcpus-at-boot
smp = 4
append = plat.lcpus=2
args = 2
capability = lcpus command-line
