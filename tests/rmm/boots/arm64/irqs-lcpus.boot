# SPDX-License-Identifier: BSD-3-Clause
# Interrupts that no device raised stop the lcpus, or make one do what nobody
# asked.
image = tests/guest/shootdown
smp = 2
append = rmm.irqs=1,2,15,300,8200
match = ^plat: warning: interrupt 300, which nobody serves, is masked$
capability = realm-interrupts lcpus
platform = arm-cca
