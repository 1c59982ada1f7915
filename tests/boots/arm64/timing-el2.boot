# SPDX-License-Identifier: BSD-3-Clause
# The clock goes back, or a sleep ends early or never. Entered at EL2, which
# holds the timers.
image = tests/guest/timing
machine = virt,virtualization=on
capability = time el2
