/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/arm64/lse.h"

bool __aarch64_have_lse_atomics;
