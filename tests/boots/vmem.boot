# SPDX-License-Identifier: BSD-3-Clause
# Memory on demand is not zeroes, not there, or somebody else's.
image = tests/guest/vmem
capability = vmem
mem = 128M
