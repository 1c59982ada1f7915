# SPDX-License-Identifier: BSD-3-Clause
# What tests/guest/dma.c says is broken.
image = tests/guest/dma
capability = dma
