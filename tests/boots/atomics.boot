# SPDX-License-Identifier: BSD-3-Clause
# Atomic operations, locks or per-lcpu data do not do what they say.
image = tests/guest/atomics
capability = atomics
