# SPDX-License-Identifier: BSD-3-Clause
# What is mapped is not what the memory regions call for. Entered at EL2.
image = tests/guest/pagetables
machine = virt,virtualization=on
capability = w^x page-tables el2
