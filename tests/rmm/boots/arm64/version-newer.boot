# SPDX-License-Identifier: BSD-3-Clause
# A monitor that does not have RSI 1.0 is asked for it nevertheless.
image = examples/hello
append = rmm.version=0x20000
expect = crash realm: the monitor does not have version 1.0 of RSI
capability = realm-version
platform = arm-cca
