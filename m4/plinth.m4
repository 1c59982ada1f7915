dnl SPDX-License-Identifier: BSD-3-Clause
dnl What configure finds out about an ISA, the platforms, the toolchain, the
dnl numbers that a user may choose, and the tools that tests need.

dnl PLINTH_ISA: which ISA --host asks for.
AC_DEFUN([PLINTH_ISA], [
AS_CASE([$host_cpu],
  [x86_64|amd64], [PLAT_ISA=x86_64 PLAT_ISA_PLATFORMS="kvm xen-pv xen-pvh"],
  [aarch64|arm64], [PLAT_ISA=arm64 PLAT_ISA_PLATFORMS="kvm arm-cca xen-pvh"],
  [AC_MSG_ERROR([there is no Plinth for $host_cpu: use --host=x86_64-linux-gnu or --host=aarch64-linux-gnu])])
AC_SUBST([PLAT_ISA])
])

dnl PLINTH_PLATFORMS: --with-platform=LIST.
AC_DEFUN([PLINTH_PLATFORMS], [
AC_ARG_WITH([platform],
  [AS_HELP_STRING([--with-platform=LIST],
    [frontends in libplat.a, separated by commas, or all: kvm (default), arm-cca (arm64), xen-pv (x86_64), xen-pvh])],
  [], [with_platform=kvm])
AS_CASE([$with_platform],
  [yes|no|""], [AC_MSG_ERROR([--with-platform needs a list: $PLAT_ISA_PLATFORMS, or all])])
PLAT_PLATFORMS=
for p in `echo "$with_platform" | tr ',' ' '`; do
  AS_CASE([$p],
    [all], [PLAT_PLATFORMS="$PLAT_PLATFORMS $PLAT_ISA_PLATFORMS"],
    [AS_CASE([" $PLAT_ISA_PLATFORMS "],
       [*" $p "*], [PLAT_PLATFORMS="$PLAT_PLATFORMS $p"],
       [AC_MSG_ERROR([no platform "$p" for $PLAT_ISA: there is $PLAT_ISA_PLATFORMS (or all)])])])
done
PLAT_PLATFORMS=`printf '%s\n' $PLAT_PLATFORMS | sort -u | tr '\n' ' ' | sed 's/ $//'`
AM_CONDITIONAL([PLATFORM_KVM], [case " $PLAT_PLATFORMS " in *" kvm "*) true;; *) false;; esac])
AM_CONDITIONAL([PLATFORM_ARM_CCA], [case " $PLAT_PLATFORMS " in *" arm-cca "*) true;; *) false;; esac])
AM_CONDITIONAL([PLATFORM_XEN_PVH], [case " $PLAT_PLATFORMS " in *" xen-pvh "*) true;; *) false;; esac])
AM_CONDITIONAL([PLATFORM_XEN_PV], [case " $PLAT_PLATFORMS " in *" xen-pv "*) true;; *) false;; esac])
AM_CONDITIONAL([PLATFORM_XEN], [case " $PLAT_PLATFORMS " in *" xen-"*) true;; *) false;; esac])
AM_CONDITIONAL([ISA_X86_64], [test "$PLAT_ISA" = x86_64])
AM_CONDITIONAL([ISA_ARM64], [test "$PLAT_ISA" = arm64])
AC_SUBST([PLAT_PLATFORMS])
])

dnl PLINTH_CFLAG(VARIABLE, FLAG): add FLAG where the compiler knows it.
AC_DEFUN([PLINTH_CFLAG], [
AC_MSG_CHECKING([whether $CC takes $2])
plinth_saved=$CFLAGS
CFLAGS="-Werror $2"
AC_COMPILE_IFELSE([AC_LANG_SOURCE([[int x;]])],
  [AC_MSG_RESULT([yes])
   $1="$$1 $2"], [AC_MSG_RESULT([no])])
CFLAGS=$plinth_saved
])

dnl PLINTH_TOOLCHAIN: the compilers for the guest and for the build machine.
AC_DEFUN([PLINTH_TOOLCHAIN], [
AS_IF([test "$cross_compiling" = yes && test "${CC%% *}" = gcc],
  [AC_MSG_ERROR([no compiler for $host: install gcc-`echo $host_cpu | tr _ -`-linux-gnu (Debian), or set CC])])
AS_IF([test "$NM" = no || test "$LD" = no || test "$OBJCOPY" = no],
  [AC_MSG_ERROR([nm, ld or objcopy for $host is missing: install binutils, or binutils-aarch64-linux-gnu (Debian)])])
AS_IF([test "$PYTHON3" = no],
  [AC_MSG_ERROR([python3 is missing: install python3 (Debian)])])
AC_ARG_VAR([CC_FOR_BUILD], [compiler for programs that run on the build machine])
AS_IF([test -z "$CC_FOR_BUILD"],
  [AS_IF([test "$cross_compiling" = yes],
    [AC_CHECK_PROGS([CC_FOR_BUILD], [gcc clang cc], [no])],
    [CC_FOR_BUILD=$CC])])
AS_IF([test "$CC_FOR_BUILD" = no],
  [AC_MSG_ERROR([no compiler for the build machine: install gcc (Debian)])])

# What code that is linked with libplat.a has to be compiled with.
PLAT_ABI_CFLAGS="-ffreestanding -fno-pic -fno-pie -fno-omit-frame-pointer -ffunction-sections -fdata-sections -fstack-protector-strong -mstack-protector-guard=global -fno-asynchronous-unwind-tables"
AS_CASE([$PLAT_ISA],
  [x86_64], [PLAT_ABI_CFLAGS="$PLAT_ABI_CFLAGS -m64 -mcmodel=kernel -mno-red-zone"],
  [arm64], [PLAT_ABI_CFLAGS="$PLAT_ABI_CFLAGS -mcmodel=small -mbranch-protection=standard -moutline-atomics"])
PLAT_CORE_CFLAGS="-mgeneral-regs-only -std=gnu11"
PLAT_WARN_CFLAGS="-Wall -Wextra -Wshadow -Wundef -Wvla -Wmissing-prototypes -Wstrict-prototypes -Wconversion"
# What calls nothing needs no frame for a backtrace where a register holds its
# return address.
AS_CASE([$PLAT_ISA],
  [x86_64], [PLINTH_CFLAG([PLAT_ABI_CFLAGS], [-fcf-protection=none])
             PLINTH_CFLAG([PLAT_ABI_CFLAGS], [-mno-omit-leaf-frame-pointer])],
  [arm64], [PLINTH_CFLAG([PLAT_ABI_CFLAGS], [-momit-leaf-frame-pointer])
            # What functions share is in none that a backtrace could name.
            PLINTH_CFLAG([PLAT_ABI_CFLAGS], [-mno-outline])])
# Else a loop in strlen() would become a call of strlen().
PLINTH_CFLAG([PLAT_CORE_CFLAGS], [-fno-tree-loop-distribute-patterns])
# The defaults: smaller still where the compiler can, without what is made
# for code that runs often; and what is hot without what makes loops long or
# pads them. Each was measured: bytes of hello, instructions to main.
AS_IF([test -n "$PLAT_HOT_CFLAGS"], [
  small=
  for f in -Oz -malign-data=abi -fno-jump-tables -fno-caller-saves \
      -fno-early-inlining -fno-if-conversion -fno-move-loop-invariants \
      -fno-partial-inlining -fno-shrink-wrap -fno-tree-dominator-opts \
      -fno-tree-pre -fno-tree-tail-merge; do
    PLINTH_CFLAG([small], [$f])
  done
  CFLAGS="$CFLAGS$small"
  for f in -fno-tree-ch -falign-functions=1 -falign-jumps=1 \
      -falign-labels=1 -falign-loops=1; do
    PLINTH_CFLAG([PLAT_HOT_CFLAGS], [$f])
  done
  # Functions with a short way through them: what was left out above.
  PLAT_FAST_CFLAGS=-O2
  for f in -fcaller-saves -fearly-inlining -fif-conversion \
      -fmove-loop-invariants -fpartial-inlining -fshrink-wrap \
      -ftree-dominator-opts -ftree-pre -ftree-tail-merge; do
    PLINTH_CFLAG([PLAT_FAST_CFLAGS], [$f])
  done
])
AC_SUBST([PLAT_FAST_CFLAGS])
AC_ARG_ENABLE([werror],
  [AS_HELP_STRING([--enable-werror], [make each warning an error])],
  [AS_IF([test "$enableval" = yes], [PLAT_WARN_CFLAGS="$PLAT_WARN_CFLAGS -Werror"])])
AC_ARG_ENABLE([debug],
  [AS_HELP_STRING([--enable-debug], [check the order of locks, and that nothing sleeps under one])])
PLAT_DEBUG=0
AS_IF([test "$enable_debug" = yes], [PLAT_DEBUG=1])
AC_SUBST([PLAT_DEBUG])
AC_MSG_CHECKING([whether $CC compiles a freestanding guest])
plinth_saved=$CFLAGS
CFLAGS="$CFLAGS $PLAT_ABI_CFLAGS $PLAT_CORE_CFLAGS"
AC_COMPILE_IFELSE([AC_LANG_SOURCE([[#include <stdint.h>
void g(char *); int f(void); int f(void) { char a[64]; g(a); return a[0]; }]])],
  [AC_MSG_RESULT([yes])],
  [AC_MSG_RESULT([no])
   AC_MSG_ERROR([$CC does not take $PLAT_ABI_CFLAGS: install gcc 12 or clang 14 (Debian 12: gcc, clang), or newer])])
CFLAGS=$plinth_saved
# Against Cortex-A53's erratum 843419: an ADR where the ADRP would be at the end
# of a page; else 4 KiB are kept for veneers whenever there is one such place.
# Our ld links again with those where ADR does not reach.
PLAT_LINK_FLAGS=
AS_IF([test "$PLAT_ISA" = arm64], [
  plinth_flag=-Wl,--fix-cortex-a53-843419=adr
  AC_MSG_CHECKING([whether the linker takes $plinth_flag])
  CFLAGS="$CFLAGS -ffreestanding -nostdlib -static $plinth_flag"
  AC_LINK_IFELSE([AC_LANG_SOURCE([[void _start(void); void _start(void) {}]])],
    [AC_MSG_RESULT([yes])
     PLAT_LINK_FLAGS=$plinth_flag], [AC_MSG_RESULT([no])])
  CFLAGS=$plinth_saved
])
AC_SUBST([PLAT_LINK_FLAGS])
AC_SUBST([PLAT_ABI_CFLAGS])
AC_SUBST([PLAT_CORE_CFLAGS])
AC_SUBST([PLAT_WARN_CFLAGS])
])

dnl PLINTH_LIBFDT: the library that reads devicetrees, for the guest.
AC_DEFUN([PLINTH_LIBFDT], [
AC_ARG_WITH([libfdt],
  [AS_HELP_STRING([--with-libfdt=PREFIX],
    [where the guest's libfdt is, include/ and lib/ (where the compiler looks)])],
  [], [with_libfdt=])
PLAT_LIBFDT_CPPFLAGS= PLAT_LIBFDT_LIBS=
AS_IF([test "$PLAT_ISA" != x86_64], [
  AS_IF([test -n "$with_libfdt"], [
    for d in "$with_libfdt/lib/$host_cpu-linux-gnu" "$with_libfdt/lib"; do
      AS_IF([test -f "$d/libfdt.a"],
        [PLAT_LIBFDT_CPPFLAGS="-isystem $with_libfdt/include" PLAT_LIBFDT_LIBS="-L$d"
         break])
    done])
  PLAT_LIBFDT_LIBS="$PLAT_LIBFDT_LIBS -lfdt"
  AC_MSG_CHECKING([for libfdt for $PLAT_ISA])
  plinth_saved_cflags=$CFLAGS plinth_saved_libs=$LIBS plinth_saved_cppflags=$CPPFLAGS
  CFLAGS="$CFLAGS $PLAT_ABI_CFLAGS -nostdlib -static"
  CPPFLAGS="$CPPFLAGS $PLAT_LIBFDT_CPPFLAGS" LIBS=$PLAT_LIBFDT_LIBS
  AC_LINK_IFELSE([AC_LANG_SOURCE([[#include <libfdt.h>
    unsigned long __stack_chk_guard; void __stack_chk_fail(void) {}
    void *memchr(const void *p, int c, __SIZE_TYPE__ n) { (void)c; (void)n; return (void *)p; }
    int memcmp(const void *p, const void *q, __SIZE_TYPE__ n) { (void)p; (void)q; return (int)n; }
    void *memmove(void *p, const void *q, __SIZE_TYPE__ n) { (void)q; (void)n; return p; }
    __SIZE_TYPE__ strlen(const char *s) { return *s; }
    int next(const void *p, int at, int *to);
    int next(const void *p, int at, int *to) { return (int)fdt_next_tag(p, at, to); }
    void _start(void) {}]])],
    [AC_MSG_RESULT([$PLAT_LIBFDT_LIBS])],
    [AC_MSG_RESULT([no])
     AC_MSG_ERROR([there is no libfdt for $PLAT_ISA: unpack libfdt-dev:arm64 (Debian) beside the libfdt-dev of this machine, tests/lib/get-libfdt arm64 DIR does it, and say --with-libfdt=DIR])])
  CFLAGS=$plinth_saved_cflags LIBS=$plinth_saved_libs CPPFLAGS=$plinth_saved_cppflags
])
AC_SUBST([PLAT_LIBFDT_CPPFLAGS])
# What libplat.a is linked with: of libgcc, atomic operations in two forms.
PLAT_LIBS=
AS_IF([test "$PLAT_ISA" = arm64], [PLAT_LIBS="$PLAT_LIBFDT_LIBS -lgcc"])
AC_SUBST([PLAT_LIBS])
])

dnl PLINTH_MBEDTLS: hashes and signatures for the realm monitor of the tests
dnl (tests/rmm), which is not made where the library is not. What of a libc it
dnl wants is in tests/rmm/libc.c.
AC_DEFUN([PLINTH_MBEDTLS], [
AC_ARG_WITH([mbedtls],
  [AS_HELP_STRING([--with-mbedtls=PREFIX],
    [arm64: where mbedTLS for the tests' realm monitor is (where libfdt is)])],
  [], [with_mbedtls=$with_libfdt])
PLAT_MBEDTLS_CPPFLAGS= PLAT_MBEDTLS_LIBS= plinth_monitor=no
AS_IF([test "$PLAT_ISA" = arm64], [
  AC_MSG_CHECKING([for mbedTLS for $PLAT_ISA])
  for d in "$with_mbedtls/lib/$host_cpu-linux-gnu" "$with_mbedtls/lib"; do
    AS_IF([test -f "$d/libmbedcrypto.a"],
      [PLAT_MBEDTLS_CPPFLAGS="-isystem $with_mbedtls/include" PLAT_MBEDTLS_LIBS="$d/libmbedcrypto.a"
       break])
  done
  plinth_saved_cflags=$CFLAGS plinth_saved_cppflags=$CPPFLAGS
  CFLAGS="$CFLAGS $PLAT_ABI_CFLAGS" CPPFLAGS="$CPPFLAGS $PLAT_MBEDTLS_CPPFLAGS"
  AS_IF([test -n "$PLAT_MBEDTLS_LIBS"],
    [AC_COMPILE_IFELSE([AC_LANG_SOURCE([[#include <mbedtls/ecdsa.h>
      #include <mbedtls/sha512.h>
      int x = MBEDTLS_ECP_DP_SECP384R1;]])], [plinth_monitor=yes])])
  CFLAGS=$plinth_saved_cflags CPPFLAGS=$plinth_saved_cppflags
  AC_MSG_RESULT([$plinth_monitor])
])
AM_CONDITIONAL([HAVE_REALM_MONITOR], [test $plinth_monitor = yes])
AC_SUBST([PLAT_MBEDTLS_CPPFLAGS])
AC_SUBST([PLAT_MBEDTLS_LIBS])
])

dnl PLINTH_LIBBSD: headers with trees and lists, nothing else of it.
AC_DEFUN([PLINTH_LIBBSD], [
AC_MSG_CHECKING([for libbsd's bsd/sys/tree.h])
plinth_saved_cflags=$CFLAGS
CFLAGS="$CFLAGS $PLAT_ABI_CFLAGS"
AC_COMPILE_IFELSE([AC_LANG_SOURCE([[#include <stddef.h>
    #include <bsd/sys/queue.h>
    #include <bsd/sys/tree.h>
    struct node { RB_ENTRY(node) link; LIST_ENTRY(node) list; };
    RB_HEAD(tree, node);
    RB_PROTOTYPE_INTERNAL(tree, node, link, compare, static __attribute__((unused)))]])],
  [AC_MSG_RESULT([yes])],
  [AC_MSG_RESULT([no])
   AC_MSG_ERROR([there is no <bsd/sys/tree.h>: apt-get install libbsd-dev (Debian)])])
CFLAGS=$plinth_saved_cflags
])

dnl PLINTH_XEN: Xen's public headers, for guests of Xen; the same for each ISA.
dnl They come through a directory of their own: beside them are the headers of
dnl the build machine's C library.
AC_DEFUN([PLINTH_XEN], [
AC_ARG_WITH([xen-headers],
  [AS_HELP_STRING([--with-xen-headers=DIR],
    [where Xen's public headers are, DIR/xen/xen.h (/usr/include)])],
  [], [with_xen_headers=/usr/include])
PLAT_XEN_CPPFLAGS=
AS_CASE([" $PLAT_PLATFORMS "], [*" xen-"*], [
  AC_MSG_CHECKING([for Xen's public headers])
  rm -f xen-headers/xen
  AS_MKDIR_P([xen-headers])
  ln -s "$with_xen_headers/xen" xen-headers/xen
  plinth_saved_cppflags=$CPPFLAGS
  CPPFLAGS="$CPPFLAGS -isystem xen-headers"
  AC_COMPILE_IFELSE([AC_LANG_SOURCE([[#include <stddef.h>
#include <stdint.h>
#define __XEN_INTERFACE_VERSION__ 0x00040e00
#include "xen-headers/xen/xen.h" /* not some other that the compiler finds */
#include <xen/xen.h>
#include <xen/event_channel.h>
#include <xen/grant_table.h>
#include <xen/hvm/hvm_vcpu.h>
struct evtchn_fifo_control_block block;]])],
    [AC_MSG_RESULT([$with_xen_headers])],
    [AC_MSG_RESULT([no])
     AC_MSG_ERROR([there is no <xen/xen.h> (of Xen 4.14 or newer) in $with_xen_headers: apt-get install libxen-dev (Debian), say --with-xen-headers=DIR, or leave the Xen platforms out: --with-platform=kvm])])
  CPPFLAGS=$plinth_saved_cppflags
  PLAT_XEN_CPPFLAGS="-isystem \$(builddir)/xen-headers"])
AC_SUBST([PLAT_XEN_CPPFLAGS])
])

dnl PLINTH_NUMBER(NAME, VARIABLE, DEFAULT, LEAST, MOST, HELP)
AC_DEFUN([PLINTH_NUMBER], [
AC_ARG_WITH([$1], [AS_HELP_STRING([--with-$1=N], [$6 ($3)])],
  [$2=$withval], [$2=$3])
AS_IF([test "$$2" -ge $4 2>/dev/null && test "$$2" -le $5], [],
  [AC_MSG_ERROR([--with-$1 must be a number from $4 to $5, not "$$2"])])
AC_SUBST([$2])
])

dnl PLINTH_OPTIONS: numbers that must be fixed when the kit is built.
AC_DEFUN([PLINTH_OPTIONS], [
AC_ARG_WITH([direct-map-base],
  [AS_HELP_STRING([--with-direct-map-base=ADDRESS],
    [virtual address of physical address 0 in the direct map (0xffff888000000000)])],
  [PLAT_DIRECT_MAP_BASE=$withval], [PLAT_DIRECT_MAP_BASE=0xffff888000000000])
AS_IF([printf '%s\n' "$PLAT_DIRECT_MAP_BASE" | grep -Eq '^0xffff[[0-9a-f]]{12}$'], [],
  [AC_MSG_ERROR([--with-direct-map-base must look like 0xffff888000000000, not "$PLAT_DIRECT_MAP_BASE"])])
AC_SUBST([PLAT_DIRECT_MAP_BASE])
PLINTH_NUMBER([max-regions], [PLAT_MRD_MAX], [256], [32], [65536], [memory regions that boot info can hold])
PLINTH_NUMBER([max-modules], [PLAT_MODULES_MAX], [8], [1], [1024], [boot modules that boot info can hold])
PLINTH_NUMBER([cmdline-size], [PLAT_CMDLINE_MAX], [2048], [256], [65536], [bytes of the command line])
PLINTH_NUMBER([max-mmio], [PLAT_MMIO_MAX], [64], [8], [65536], [device mappings at one time])
PLINTH_NUMBER([max-irqs], [PLAT_IRQ_MAX], [95], [31], [223], [interrupts served at one time, x86_64])
PLINTH_NUMBER([log-size], [PLAT_LOG_RECORDS], [128], [32], [65536], [records in the log's ring, a power of two])
AS_IF([test $(( PLAT_LOG_RECORDS & (PLAT_LOG_RECORDS - 1) )) -eq 0], [],
  [AC_MSG_ERROR([--with-log-size must be a power of two, not $PLAT_LOG_RECORDS])])
])

dnl PLINTH_TEST_TOOLS: what make check needs. What is missing is named when
dnl make check is run; building does not need it.
AC_DEFUN([PLINTH_TEST_TOOLS], [
plinth_saved_cc=$CC plinth_saved_cflags=$CFLAGS plinth_saved_libs=$LIBS
CC=$CC_FOR_BUILD CFLAGS=-g TEST_MISSING=
LIBS=-lcmocka
AC_MSG_CHECKING([for cmocka on the build machine])
AC_LINK_IFELSE([AC_LANG_PROGRAM([[#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>]], [[return cmocka_run_group_tests((const struct CMUnitTest *)0 ? 0 : (struct CMUnitTest[1]){{0}}, 0, 0);]])],
  [AC_MSG_RESULT([yes])], [AC_MSG_RESULT([no])
   TEST_MISSING="$TEST_MISSING libcmocka-dev"])
LIBS=-lfdt
AC_MSG_CHECKING([for libfdt on the build machine])
AC_LINK_IFELSE([AC_LANG_PROGRAM([[#include <libfdt.h>]], [[return fdt_check_header("");]])],
  [AC_MSG_RESULT([yes])], [AC_MSG_RESULT([no])
   TEST_MISSING="$TEST_MISSING libfdt-dev"])
CC=$plinth_saved_cc CFLAGS=$plinth_saved_cflags LIBS=$plinth_saved_libs
AC_PATH_PROG([IASL], [iasl], [no])
AS_IF([test "$IASL" = no], [TEST_MISSING="$TEST_MISSING acpica-tools"])
AC_PATH_PROG([DTC], [dtc], [no])
AS_IF([test "$DTC" = no], [TEST_MISSING="$TEST_MISSING device-tree-compiler"])
AS_CASE([$PLAT_ISA],
  [x86_64], [plinth_qemu=qemu-system-x86_64 plinth_package=qemu-system-x86],
  [arm64], [plinth_qemu=qemu-system-aarch64 plinth_package=qemu-system-arm])
AC_PATH_PROG([QEMU], [$plinth_qemu], [no])
AS_IF([test "$QEMU" = no], [TEST_MISSING="$TEST_MISSING $plinth_package"])
AC_PATH_PROGS([FUZZ_CC], [clang], [no])
AC_SUBST([TEST_MISSING])
])

AC_DEFUN([PLINTH_SUMMARY], [
AS_IF([test -n "$TEST_MISSING"], [plinth_tests="not yet: apt-get install$TEST_MISSING"],
  [plinth_tests=yes])
cat <<EOF

  Plinth $PACKAGE_VERSION
    ISA                $PLAT_ISA
    platforms          $PLAT_PLATFORMS
    compiler           $CC
    build compiler     $CC_FOR_BUILD
    direct map at      $PLAT_DIRECT_MAP_BASE
    limits             $PLAT_MRD_MAX regions, $PLAT_MODULES_MAX modules, $PLAT_CMDLINE_MAX bytes of command line, $PLAT_MMIO_MAX device mappings, $PLAT_IRQ_MAX interrupts, $PLAT_LOG_RECORDS log records
    make check         $plinth_tests
    installs in        $prefix

EOF
])
