# SPDX-License-Identifier: BSD-3-Clause
# The largest status is cut.
image = tests/guest/status
args = 255
expect = exit 255
tap = no
capability = exit-status
