/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * RSI 1.0: function ids, for C and for assembly. Arm DEN 0137, B5.3.
 */
#ifndef ARM_CCA_RSI_ABI_H
#define ARM_CCA_RSI_ABI_H

#define RSI_VERSION            0xc4000190
#define RSI_MEASUREMENT_READ   0xc4000192
#define RSI_MEASUREMENT_EXTEND 0xc4000193
#define RSI_TOKEN_INIT         0xc4000194
#define RSI_TOKEN_CONTINUE     0xc4000195
#define RSI_REALM_CONFIG       0xc4000196
#define RSI_IPA_STATE_SET      0xc4000197
#define RSI_IPA_STATE_GET      0xc4000198
#define RSI_HOST_CALL          0xc4000199

#define RSI_VERSION_1_0 0x10000

#endif /* ARM_CCA_RSI_ABI_H */
