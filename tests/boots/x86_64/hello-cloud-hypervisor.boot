# SPDX-License-Identifier: BSD-3-Clause
# A memory laid out as Cloud Hypervisor lays it out confuses the boot.
image = examples/hello
tap = no
match = ^Hello from Plinth on kvm \(x86_64\), 1 lcpu, \d+ KiB of RAM$
capability = layout-cloud-hypervisor
machine = microvm
boot = loader
layout = cloud-hypervisor
mem = 256M
