# SPDX-License-Identifier: BSD-3-Clause
# As many bits as a word of calls has are one too many, or few.
image = tests/guest/lcpus
smp = 64
mem = 256M
timeout = 240
capability = lcpus
