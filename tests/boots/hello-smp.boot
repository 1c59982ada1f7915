# SPDX-License-Identifier: BSD-3-Clause
# The number of CPUs is not what firmware says.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(@isa@\), 5 lcpus
capability = cpu-count
smp = 5
