# SPDX-License-Identifier: BSD-3-Clause
# A status that does not fit into 8 bits is anything but its low 8 bits.
image = tests/guest/status
args = 256
expect = exit 0
tap = no
capability = exit-status
