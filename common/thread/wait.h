/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The steps of waiting: all with interrupts off.
 */
#ifndef COMMON_THREAD_WAIT_H
#define COMMON_THREAD_WAIT_H

#include "common/thread/thread.h"

/** The caller, who has begun to wait, is @queue's last. It is locked. */
void plat_wait_append(struct plat_wait_queue *queue, struct plat_thread *self);

/** plat_wake(), of a queue that is locked. */
uint32_t plat_wait_wake(struct plat_wait_queue *queue, uint32_t nr);

/** From here on a wake-up is not lost. Returns: the caller. */
struct plat_thread *plat_wait_begin(struct plat_wait_queue *queue);

/** Sleep, if nobody has woken the caller yet. Returns: as plat_wait(). */
int plat_wait_end(struct plat_wait_queue *queue, struct plat_thread *self,
		  uint64_t until_ns);

#endif /* COMMON_THREAD_WAIT_H */
