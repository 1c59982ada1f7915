# SPDX-License-Identifier: BSD-3-Clause
# Lcpus of an old machine do not start.
image = tests/guest/lcpus
machine = pc
smp = 3
timeout = 120
capability = lcpus
