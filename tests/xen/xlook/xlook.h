/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The parts of xlook, which looks at a domain from dom0.
 */
#ifndef TESTS_XEN_XLOOK_H
#define TESTS_XEN_XLOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PAGE_SIZE  4096u
#define PAGE_SHIFT 12u
#define PAGE_MASK  (PAGE_SIZE - 1)

/* --- xlook.c -------------------------------------------------------------- */

/* Prints one result, and remembers whether all were ok. */
void result(bool is_ok, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* --- domain.c: what Xen says of the domain, and its memory ---------------- */

struct domain {
	uint64_t shared_info; /* a frame */
	uint64_t nr_pages;    /* of its memory */
	bool is_pv;
	uint32_t nr_vcpus;
	bool is_shut_down;
	unsigned int reason; /* SHUTDOWN_* */
};

struct vcpu_state {
	bool is_online, is_blocked;
	uint64_t ns; /* that it ran */
};

#define NO_ROOT UINT64_MAX

/* Of its registers, those that are looked at. */
struct vcpu {
	uint64_t sp;
	bool is_shutdown_op; /* in the hypercall sched_op, SCHEDOP_shutdown */
	uint64_t arg;	     /* the second argument, if so */
	uint64_t roots[2];  /* tables of the lower and upper half of the
			     * addresses, which may be the same; NO_ROOT */
	unsigned int nr_levels;
};

/* Returns: 0; an errno: EACCES: this Xen is not of the version that xlook is
 * made for. */
int domain_open(uint32_t number, struct domain *domain);
bool domain_vcpu_state(uint32_t vcpu, struct vcpu_state *state);
bool domain_vcpu(uint32_t vcpu, struct vcpu *out);
void domain_pause(void);
void domain_unpause(void);

/* A frame's contents, by Xen's number of it. */
bool domain_frame(uint64_t frame, void *to);

/* The beginning of the grant table, as Xen has it. */
bool domain_grant_table(unsigned int version, void *to);

/* --- tables.c: the guest's page tables ------------------------------------ */

/* Of all levels together. */
#define CAN_WRITE   (1u << 0)
#define CAN_EXECUTE (1u << 1)
#define IS_USERS    (1u << 2)

struct page {
	uint64_t va, pa, size;
	unsigned int can;
};

/* Returns: whether @va is mapped. */
bool tables_find(const struct vcpu *vcpu, uint64_t va, struct page *out);

/* Calls @visit for each page that is mapped, with the address as its table has
 * it: without the bits above those that are translated. Returns: how many. */
unsigned long tables_walk(const struct vcpu *vcpu,
			  void (*visit)(const struct page *page, void *arg),
			  void *arg);

/* The same for each table, whose entries stand for tables or pages of @level
 * - 1; 1: for pages. */
void tables_walk_tables(const struct vcpu *vcpu,
			void (*visit)(uint64_t frame, unsigned int level,
				      void *arg),
			void *arg);

/* Copies from the guest's addresses; returns how many bytes: up to the first
 * that is not mapped. */
size_t tables_read(const struct vcpu *vcpu, uint64_t va, void *to, size_t size);

/* --- said.c: what the guest said ------------------------------------------ */

/* Reads the last account of itself that is on the console, once it is whole.
 * Returns: whether there is one. */
bool said_read(const char *path);

/* The line after @line that begins with @word, without it; NULL: none. @line
 * NULL: the first. */
const char *said_next(const char *line, const char *word);

#endif /* TESTS_XEN_XLOOK_H */
