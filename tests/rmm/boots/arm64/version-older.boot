# SPDX-License-Identifier: BSD-3-Clause
# A monitor that is too old is asked for what it does not have.
image = examples/hello
append = rmm.version=0x9
expect = crash realm: the monitor does not have version 1.0 of RSI
capability = realm-version
platform = arm-cca
