# SPDX-License-Identifier: BSD-3-Clause
# A thread does not end with its result, waits for what has happened, or is not
# alone where it should be.
image = tests/guest/thread
capability = threads
