# SPDX-License-Identifier: BSD-3-Clause
# The status that main returns is not what the shell sees.
image = tests/guest/status
args = 42
expect = exit 42
tap = no
capability = exit-status
