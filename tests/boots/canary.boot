# SPDX-License-Identifier: BSD-3-Clause
# The stack protector's canary is the same at each boot: it can be known.
image = tests/guest/canary
differs = canary: [0-9a-f]{16}
capability = stack-protector
