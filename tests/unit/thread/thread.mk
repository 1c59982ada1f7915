# SPDX-License-Identifier: BSD-3-Clause
# Threads: with lcpus below them, world.c.
unit_thread_tests = tests/unit/thread/idle.unit \
	tests/unit/thread/thread-tsan.unit
TESTS += $(unit_thread_tests)
EXTRA_DIST += tests/unit/thread/idle.c tests/unit/thread/thread-tsan.c tests/unit/thread/world.c \
	tests/unit/thread/world.h
CLEANFILES += $(unit_thread_tests)

unit_thread_objects = $(addprefix hosttsan/, tests/unit/thread/world.o \
	common/lcpu/number.o common/lock/spinlock.o common/thread/leave.o \
	common/thread/mutex.o common/thread/run.o \
	common/thread/sleep.o common/thread/thread.o common/thread/wait.o \
	common/time/event.o tests/host/cpu.o tests/host/lcpu.o)
$(unit_thread_tests): %.unit: hosttsan/%.o $(unit_thread_objects)
	@$(MKDIR_P) $(@D)
	$(AM_V_CCLD)$(CC_FOR_BUILD) $(HOSTTSAN_CFLAGS) -o $@ $^ -lcmocka
