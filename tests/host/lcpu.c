/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/lcpu_data.h>

__thread uintptr_t host_lcpu_base;
