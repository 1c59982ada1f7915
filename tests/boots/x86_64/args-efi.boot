# SPDX-License-Identifier: BSD-3-Clause
# Arguments reach main other than they were typed; or, as there is an initrd,
# with the word that the loader puts behind them.
image = tests/guest/args.efi
boot = efi
args = one "two words" 'a"b' ""
initrd = tests/boots/initrd.txt
capability = arguments efi
