# SPDX-License-Identifier: BSD-3-Clause
# With 8 lcpus, a fault that is served in its thread is served wrongly.
image = tests/guest/threadpages
smp = 8
capability = threads
