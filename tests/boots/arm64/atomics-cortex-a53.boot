# SPDX-License-Identifier: BSD-3-Clause
# A CPU without FEAT_LSE: exclusive loads and stores.
image = tests/guest/atomics
cpu = cortex-a53
capability = atomics
