# SPDX-License-Identifier: BSD-3-Clause
# The image does not boot where there is no ACPI at all and only an MP table
# tells of CPUs.
image = examples/hello
tap = no
match = ^Hello from Plinth on kvm \(x86_64\), 2 lcpus
capability = machine-microvm mptable
machine = microvm,acpi=off
smp = 2
