# SPDX-License-Identifier: BSD-3-Clause
# Interrupts and timers that firmware used do not work, or come unasked.
image = tests/guest/x86_64/interrupts.efi
boot = efi
capability = interrupts efi
