# SPDX-License-Identifier: BSD-3-Clause
# What is no multiboot 1 loader starts the image at its ELF entry, and the
# guest takes something else for the information.
image = tests/guest/x86_64/entry-multiboot1
expect = crash entered at the multiboot 1 entry by something else
nomatch = Hello
capability = crash-report
