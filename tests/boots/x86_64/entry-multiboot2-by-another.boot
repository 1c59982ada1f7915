# SPDX-License-Identifier: BSD-3-Clause
# What is no multiboot 2 loader starts the image at that entry, and the guest
# takes something else for the information.
image = tests/guest/x86_64/entry-multiboot2
expect = crash entered at the multiboot 2 entry by something else
nomatch = Hello
capability = crash-report
