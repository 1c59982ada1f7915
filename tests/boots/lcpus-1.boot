# SPDX-License-Identifier: BSD-3-Clause
# A guest that could use more lcpus than there are waits for them.
image = tests/guest/lcpus
capability = lcpus
