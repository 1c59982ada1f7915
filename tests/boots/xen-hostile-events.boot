# SPDX-License-Identifier: BSD-3-Clause
# A word of an event that is wrong leads astray, or round and round.
image = tests/guest/xen/hostile
platform = xen-pvh
args = events
match = a queue of events goes to a port that is none|an event on a port that nobody has
capability = events
