# SPDX-License-Identifier: BSD-3-Clause
# What is mapped is not what the memory regions call for. With a GICv3.
image = tests/guest/pagetables
machine = virt,gic-version=3
capability = w^x page-tables
