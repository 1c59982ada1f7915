# SPDX-License-Identifier: BSD-3-Clause
# Lcpus that the MP table tells of do not start.
image = tests/guest/lcpus
machine = microvm,acpi=off
smp = 4
timeout = 120
capability = lcpus
