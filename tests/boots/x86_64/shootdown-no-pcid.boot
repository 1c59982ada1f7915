# SPDX-License-Identifier: BSD-3-Clause
# Address spaces of other lcpus need process-context identifiers.
image = tests/guest/shootdown
cpu = max,-pcid
smp = 3
timeout = 120
capability = shootdown
