# SPDX-License-Identifier: BSD-3-Clause
# The same with a GICv3.
image = tests/guest/threadstop
machine = virt,gic-version=3
smp = 4
timeout = 200
capability = threads
