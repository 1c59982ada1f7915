# SPDX-License-Identifier: BSD-3-Clause
# The lcpu whose bit is in the second word of calls is not heard.
image = tests/guest/lcpus
smp = 65
mem = 256M
timeout = 240
capability = lcpus
