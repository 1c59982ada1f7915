# SPDX-License-Identifier: BSD-3-Clause
# In the non-secure world of a GIC with two security states the groups and
# enable bits are others.
image = tests/guest/arm64/gic
machine = virt,gic-version=3,secure=on
nomatch = nobody serves
capability = interrupts gic-v3
