# SPDX-License-Identifier: BSD-3-Clause
# Memory is shared with the host that should not be, or the other way round.
image = tests/guest/share
capability = sharing
