# SPDX-License-Identifier: BSD-3-Clause
# A probe of what is not there is the end, or what a fault's handler was to
# return to is lost in a fault of its own.
image = tests/guest/probe
