# SPDX-License-Identifier: BSD-3-Clause
# What tests/boots/lcpus-4.boot says is broken, ten times as rarely.
image = tests/guest/lcpus
smp = 4
args = 100000
