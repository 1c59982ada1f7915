# SPDX-License-Identifier: BSD-3-Clause
# Hooks of a stage run in the wrong order, or not at all.
image = tests/guest/stages
capability = stages
match = # term: app stage\n# term: devices stage\n# term: irq stage\nplat: exit 0
