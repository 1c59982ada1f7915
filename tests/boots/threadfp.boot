# SPDX-License-Identifier: BSD-3-Clause
# Threads find each other's numbers, or each other's rounding.
image = tests/guest/threadfp
capability = threads
