# SPDX-License-Identifier: BSD-3-Clause
# As lcpus-sparse, with two holes of three.
image = tests/guest/lcpus
smp = 10,sockets=2,cores=5
timeout = 120
capability = lcpus
