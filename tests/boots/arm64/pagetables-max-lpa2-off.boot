# SPDX-License-Identifier: BSD-3-Clause
# What is mapped is not what the memory regions call for. Without LPA2.
image = tests/guest/pagetables
cpu = max,lpa2=off
capability = w^x page-tables
