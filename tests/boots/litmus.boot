# SPDX-License-Identifier: BSD-3-Clause
# What one lcpu writes is seen by another in an order that was ruled out.
image = tests/guest/litmus
smp = 4
timeout = 120
capability = atomics
