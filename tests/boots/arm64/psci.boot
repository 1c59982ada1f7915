# SPDX-License-Identifier: BSD-3-Clause
# A call of firmware loses a register, or its result.
image = tests/guest/arm64/psci
smp = 2
capability = psci
