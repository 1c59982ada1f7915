# SPDX-License-Identifier: BSD-3-Clause
# An interrupt or an exception is taken for another one.
image = tests/guest/x86_64/vectors
