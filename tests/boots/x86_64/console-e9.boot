# SPDX-License-Identifier: BSD-3-Clause
# Without a serial port the guest is mute.
image = examples/hello
tap = no
match = ^Hello from Plinth on kvm \(x86_64\), 1 lcpu, \d+ KiB of RAM$
capability = console-e9
append = plat.console=e9
qemu-arg = -debugcon
qemu-arg = file:/dev/stdout
