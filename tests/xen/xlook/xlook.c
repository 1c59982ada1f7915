/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * xlook DOM CONSOLE: in dom0, hold what the guest of domain DOM says of itself
 * (tests/guest/xen/look.c), in the log CONSOLE, against what Xen and the
 * guest's memory have. Prints TAP, and fails if anything is not so.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <xenctrl.h>

#include "tests/xen/xlook/isa.h"

#define MOST_VCPUS 64u
#define MOST_PAGES 16u
#define NR_SAMPLES 50u /* each 10 ms */

static unsigned int nr_done, nr_failed;

void result(bool is_ok, const char *format, ...)
{
	va_list args;

	nr_done++;
	nr_failed += !is_ok;
	printf("%s - from outside: ", is_ok ? "ok" : "not ok");
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	printf("\n");
}

/* --- vCPUs ---------------------------------------------------------------- */

/* What came of looking NR_SAMPLES times. */
struct seen {
	unsigned int nr_online, nr_blocked;
	uint64_t first_ns, last_ns;
};

static void sample(uint32_t vcpu, struct seen *seen)
{
	struct vcpu_state state;

	if (!domain_vcpu_state(vcpu, &state))
		return;
	seen->nr_online += state.is_online;
	seen->nr_blocked += state.is_blocked;
	if (!seen->first_ns)
		seen->first_ns = state.ns;
	seen->last_ns = state.ns;
}

/* Xen's dom0 has the CPU while it looks: who is busy is never seen to run,
 * but never to wait, either. */
static bool is_so(const struct seen *seen, const char *state)
{
	bool is_online = seen->nr_online == NR_SAMPLES;

	if (strcmp(state, "off") == 0)
		return seen->nr_online == 0 && seen->last_ns == 0;
	if (strcmp(state, "busy") == 0)
		return is_online && seen->nr_blocked == 0 &&
		       seen->last_ns > seen->first_ns;
	return is_online && seen->nr_blocked > 0;
}

static void look_at_states(const struct domain *domain)
{
	struct seen seen[MOST_VCPUS] = {{0}};
	const char *line = NULL;
	char state[8];
	uint32_t vcpu, nr = 0;

	for (unsigned int i = 0; i < NR_SAMPLES; i++) {
		for (uint32_t k = 0; k < domain->nr_vcpus; k++)
			sample(k, &seen[k]);
		usleep(10000);
	}
	while ((line = said_next(line, "look: vcpu "))) {
		if (sscanf(line, "%" SCNu32 " %7s", &vcpu, state) != 2 ||
		    vcpu >= domain->nr_vcpus)
			continue;
		result(is_so(&seen[vcpu], state), "vCPU %u is %s", vcpu, state);
		printf("# online %u, blocked %u of %u, ran %" PRIu64 " ns\n",
		       seen[vcpu].nr_online, seen[vcpu].nr_blocked, NR_SAMPLES,
		       seen[vcpu].last_ns - seen[vcpu].first_ns);
		nr++;
	}
	result(nr == domain->nr_vcpus, "there are %u vCPUs", nr);
}

/* --- Pages ---------------------------------------------------------------- */

/* Pages that the guest says are mapped as constants. */
static struct {
	uint64_t pa, size;
} constants[MOST_PAGES];
static unsigned int nr_constants;

static bool is_mapped_as(const struct vcpu *vcpu, uint64_t va, const char *can,
			 uint64_t pa)
{
	struct page page;

	if (!tables_find(vcpu, va, &page))
		return strcmp(can, "---") == 0;
	return can[0] == 'r' && (can[1] == 'w') == !!(page.can & CAN_WRITE) &&
	       (can[2] == 'x') == !!(page.can & CAN_EXECUTE) &&
	       page.pa + (va - page.va) == isa_machine(pa);
}

static void look_at_page(const struct vcpu *vcpu, const char *line)
{
	uint64_t va, size, pa, nr_wrong = 0;
	char can[4];

	if (sscanf(line, "%" SCNx64 " %" SCNx64 " %3s %" SCNx64, &va, &size,
		   can, &pa) != 4)
		return;
	for (uint64_t at = 0; at < size; at += PAGE_SIZE)
		nr_wrong += !is_mapped_as(vcpu, va + at, can, pa + at);
	result(nr_wrong == 0, "%#" PRIx64 " bytes at %#" PRIx64 " are %s", size,
	       va, can);
	if (can[0] == 'r' && can[1] == '-' && nr_constants < MOST_PAGES) {
		constants[nr_constants].pa = pa;
		constants[nr_constants++].size = size;
	}
}

struct wrong {
	bool is_pv;
	unsigned long nr_write_execute, nr_users, nr_constants;
};

static void judge_page(const struct page *page, void *arg)
{
	struct wrong *wrong = arg;
	uint64_t pa = isa_guests(page->pa);

	if (page->can & CAN_WRITE && page->can & CAN_EXECUTE &&
	    !wrong->nr_write_execute++)
		printf("# writes and executes: %#" PRIx64 "\n", page->va);
	wrong->nr_users += !!(page->can & IS_USERS) != wrong->is_pv;
	for (unsigned int i = 0; i < nr_constants; i++)
		wrong->nr_constants +=
		    page->can & CAN_WRITE &&
		    pa < constants[i].pa + constants[i].size &&
		    constants[i].pa < pa + page->size;
}

/* A PV domain's kernel is in user mode. */
static void look_at_tables(const struct domain *domain, const struct vcpu *vcpu)
{
	struct wrong wrong = {.is_pv = domain->is_pv};
	unsigned long nr = tables_walk(vcpu, judge_page, &wrong);

	result(nr > 0 && wrong.nr_write_execute == 0,
	       "no page of %lu can be written and executed", nr);
	result(wrong.nr_users == 0, "%s user mode's",
	       domain->is_pv ? "each is" : "none is");
	result(nr_constants > 0 && wrong.nr_constants == 0,
	       "no constant can be written by another address");
}

/* Xen has no registers of a vCPU that is offline: those that have not been
 * started, and those that a crash has stopped. */
static void look_at_pages(const struct domain *domain)
{
	struct vcpu first = {0}, other;
	const char *line = NULL;
	unsigned int nr = 0, nr_others = 0;

	for (uint32_t i = 0; i < domain->nr_vcpus; i++) {
		if (!domain_vcpu(i, &other))
			continue;
		if (!nr++)
			first = other;
		nr_others += !!memcmp(other.roots, first.roots,
				      sizeof(first.roots));
	}
	result(nr && !nr_others, "the same tables on each of %u vCPUs", nr);
	while ((line = said_next(line, "look: page ")))
		look_at_page(&first, line);
	look_at_tables(domain, &first);
}

/* --- Frames that Xen reads or writes -------------------------------------- */

static void look_at_shared_info(const struct domain *domain)
{
	const char *line = said_next(NULL, "look: shared ");
	uint32_t version, seconds, seconds_hi;
	uint64_t pa, frame[PAGE_SIZE / 8];
	const shared_info_t *shared = (const void *)frame;

	if (!line || sscanf(line, "%" SCNx64 " %u %u %x", &pa, &version,
			    &seconds, &seconds_hi) != 4) {
		result(false, "the guest says where shared info is");
		return;
	}
	printf("# Xen has it at frame %#" PRIx64 "\n", domain->shared_info);
	if (!isa_tells_time)
		return;
	result(isa_machine(pa) == domain->shared_info << PAGE_SHIFT,
	       "shared info is at %#" PRIx64, pa);
	result(domain_frame(isa_machine(pa) >> PAGE_SHIFT, frame) && seconds &&
		   shared->wc_version == version && shared->wc_sec == seconds &&
		   shared->wc_sec_hi == seconds_hi,
	       "and has the wall clock that the guest read");
}

/* The console's way to the log takes its time. */
#define LATE_S 20

static void look_at_wall_clock(void)
{
	const char *line = said_next(NULL, "look: wall ");
	int64_t said = line ? strtoll(line, NULL, 10) : 0;
	int64_t now = time(NULL);

	result(said <= now + isa_ahead_s && said >= now - LATE_S,
	       "the wall clock is %" PRId64 ", as dom0's", said);
	printf("# dom0 has %" PRId64 "\n", now);
}

static void look_at_record(uint32_t vcpu, uint64_t pa, uint32_t mul, int shift)
{
	char frame[PAGE_SIZE];
	vcpu_info_t record;
	bool is_there = (pa & PAGE_MASK) <= PAGE_SIZE - sizeof(record) &&
			domain_frame(isa_machine(pa) >> PAGE_SHIFT, frame);

	if (is_there)
		memcpy(&record, frame + (pa & PAGE_MASK), sizeof(record));
	result(is_there && mul && record.time.tsc_to_system_mul == mul &&
		   record.time.tsc_shift == shift && record.time.system_time &&
		   !(record.time.version & 1),
	       "vCPU %u's record is at %#" PRIx64, vcpu, pa);
}

/* What an event changes. */
struct raised {
	bool is_upcall; /* in the vCPU's record */
	bool is_port;   /* in shared info, of the 2-level ABI only */
};

/* Where the guest says that these are. */
static struct {
	uint64_t record, shared; /* of vCPU 0 */
	uint32_t port;
	bool is_level2;
} events;

static bool events_read(void)
{
	const char *record = said_next(NULL, "look: record 0 ");
	const char *shared = said_next(NULL, "look: shared ");
	const char *port = said_next(NULL, "look: port ");
	char abi[8];

	if (!record || !shared || !port ||
	    sscanf(record, "%" SCNx64, &events.record) != 1 ||
	    sscanf(shared, "%" SCNx64, &events.shared) != 1 ||
	    sscanf(port, "%" SCNu32 " %7s", &events.port, abi) != 2)
		return false;
	events.is_level2 = strcmp(abi, "2-level") == 0;
	return true;
}

static struct raised raised_now(void)
{
	struct raised raised = {0};
	uint64_t frame[PAGE_SIZE / 8];
	const shared_info_t *shared = (const void *)frame;
	vcpu_info_t record;

	if (domain_frame(events.record >> PAGE_SHIFT, frame)) {
		memcpy(&record,
		       (char *)frame + (events.record & PAGE_MASK & ~7u),
		       sizeof(record));
		raised.is_upcall = record.evtchn_upcall_pending;
	}
	if (domain_frame(events.shared >> PAGE_SHIFT, frame))
		raised.is_port = shared->evtchn_pending[events.port / 64 % 64] >>
				     events.port % 64 & 1;
	return raised;
}

/* The guest, which is paused, has seen all that was raised. */
static bool settle(void)
{
	for (unsigned int i = 0; i < NR_SAMPLES; i++) {
		struct raised raised = raised_now();

		if (!raised.is_upcall && !raised.is_port)
			return true;
		domain_unpause();
		usleep(20000);
		domain_pause();
	}
	return false;
}

/* A watch of the guest's has its store's port raised; the empty word asks
 * nothing of it. */
static void raise_port(const char *domid)
{
	char command[80];

	(void)snprintf(command, sizeof(command),
		       "xenstore-write /local/domain/%s/control/shutdown ''",
		       domid);
	result(system(command) == 0, "xenstore has news for the guest");
	for (unsigned int i = 0; i < NR_SAMPLES && !raised_now().is_upcall; i++)
		usleep(20000);
}

/* Where Xen tells no time, what it writes when it raises an event shows that
 * it has them there. */
static void look_at_events(const char *domid)
{
	bool is_settled = events_read() && settle();
	struct raised raised;

	result(is_settled, "no event is pending");
	if (!is_settled)
		return;
	raise_port(domid);
	raised = raised_now();
	result(raised.is_upcall, "Xen raises one in vCPU 0's record, at %#" PRIx64,
	       events.record);
	result(raised.is_port == events.is_level2,
	       "and %s shared info, at %#" PRIx64,
	       events.is_level2 ? "in" : "none in", events.shared);
}

static void look_at_records(void)
{
	const char *line = NULL;
	uint64_t pa;
	uint32_t vcpu, mul;
	int shift;

	while ((line = said_next(line, "look: record ")))
		if (sscanf(line, "%u %" SCNx64 " %x %d", &vcpu, &pa, &mul,
			   &shift) == 4)
			look_at_record(vcpu, pa, mul, shift);
}

static bool is_grant(const void *table, unsigned int version, uint32_t grant,
		     unsigned int flags, uint64_t frame)
{
	const grant_entry_v1_t *v1 = table;
	const grant_entry_v2_t *v2 = table;

	if (version == 1)
		return grant < PAGE_SIZE / sizeof(*v1) &&
		       v1[grant].flags == flags && v1[grant].domid == 0 &&
		       (!flags || v1[grant].frame == frame);
	return grant < PAGE_SIZE / sizeof(*v2) &&
	       v2[grant].hdr.flags == flags && v2[grant].hdr.domid == 0 &&
	       (!flags || v2[grant].full_page.frame == frame);
}

static void look_at_grants(const void *table, unsigned int version)
{
	const char *line = NULL;
	unsigned int flags;
	uint32_t grant;
	uint64_t frame;

	while ((line = said_next(line, "look: grant ")))
		if (sscanf(line, "%u %x %" SCNx64, &grant, &flags, &frame) == 3)
			result(is_grant(table, version, grant, flags, frame),
			       "grant %u has flags %#x and frame %#" PRIx64,
			       grant, flags, frame);
}

static void look_at_grant_table(void)
{
	const char *line = said_next(NULL, "look: table ");
	uint64_t pa, guests[PAGE_SIZE / 8], xens[PAGE_SIZE / 8];
	unsigned int version;

	if (!line || sscanf(line, "%" SCNx64 " %u", &pa, &version) != 2) {
		result(false, "the guest says where the grant table is");
		return;
	}
	result(domain_frame(isa_machine(pa) >> PAGE_SHIFT, guests) &&
		   domain_grant_table(version, xens) &&
		   memcmp(guests, xens, PAGE_SIZE) == 0,
	       "the grant table, version %u, is at %#" PRIx64, version, pa);
	look_at_grants(guests, version);
}

/* --- A crash -------------------------------------------------------------- */

#define MOST_WORDS  64u
#define STACK_BYTES 8192u

/* The value of @name among the registers of the report. */
static bool reported(const char *name, uint64_t *value)
{
	const char *at = said_next(NULL, "plat: at ");
	const char *end = at ? strstr(at, "plat: code") : NULL;
	size_t length = strlen(name);

	if (!end)
		return false;
	if (strcmp(name, "at") == 0)
		return sscanf(at, "%" SCNx64, value) == 1;
	for (at = strstr(at, name); at && at < end; at = strstr(at + 1, name))
		if (at[-1] == ' ' && at[length] == ' ' &&
		    sscanf(at + length, "%" SCNx64, value) == 1)
			return true;
	return false;
}

/* What the report does not tell is taken as it is. */
static bool is_frame(const uint64_t *words, const uint64_t *want,
		     const bool *is_told)
{
	for (size_t i = 0; i < isa_nr_frame; i++)
		if (is_told[i] && words[i] != want[i])
			return false;
	return true;
}

/* Whether the stack of @vcpu has the registers that the guest reported. */
static bool has_reported(const struct vcpu *vcpu)
{
	uint64_t stack[STACK_BYTES / 8], want[MOST_WORDS] = {0};
	bool is_told[MOST_WORDS];
	size_t nr = tables_read(vcpu, vcpu->sp, stack, sizeof(stack)) / 8;

	for (size_t i = 0; i < isa_nr_frame; i++) {
		is_told[i] = *isa_frame[i];
		if (is_told[i] && !reported(isa_frame[i], &want[i])) {
			printf("# the report has no %s\n", isa_frame[i]);
			return false;
		}
	}
	for (size_t i = 0; i + isa_nr_frame <= nr; i++)
		if (is_frame(stack + i, want, is_told))
			return true;
	return false;
}

static bool is_shutting_down(const struct vcpu *vcpu)
{
	struct sched_shutdown shutdown = {0};

	return vcpu->is_shutdown_op &&
	       tables_read(vcpu, vcpu->arg, &shutdown, sizeof(shutdown)) ==
		   sizeof(shutdown) &&
	       shutdown.reason == SHUTDOWN_crash;
}

static void look_at_crash(const struct domain *domain, uint32_t crashed)
{
	struct vcpu vcpu;
	unsigned int nr_others = 0;

	result(domain->is_shut_down && domain->reason == SHUTDOWN_crash,
	       "the domain has crashed, and is there");
	for (uint32_t i = 0; i < domain->nr_vcpus; i++) {
		bool is_there = domain_vcpu(i, &vcpu);

		if (i != crashed) {
			nr_others += is_there && has_reported(&vcpu);
			continue;
		}
		result(is_there && has_reported(&vcpu),
		       "vCPU %u's registers are those of the report", i);
		result(is_there && is_shutting_down(&vcpu),
		       "it has told Xen that it crashed");
	}
	result(nr_others == 0, "no other vCPU has these");
}

static void look(const struct domain *domain, const char *domid)
{
	const char *line = said_next(NULL, "look: crashes ");

	if (!line)
		look_at_states(domain);
	domain_pause();
	look_at_pages(domain);
	isa_look(domain);
	if (line) {
		look_at_crash(domain, (uint32_t)atoi(line));
	} else {
		look_at_shared_info(domain);
		look_at_wall_clock();
		if (isa_tells_time)
			look_at_records();
		else
			look_at_events(domid);
		look_at_grant_table();
	}
	domain_unpause();
}

int main(int argc, char *argv[])
{
	struct domain domain;
	int err;

	if (argc != 3)
		return 2;
	err = domain_open((uint32_t)strtoul(argv[1], NULL, 10), &domain);
	if (err == EACCES) {
		printf("ok - from outside # SKIP made for another Xen\n");
		return 0;
	}
	if (err || domain.nr_vcpus > MOST_VCPUS) {
		fprintf(stderr, "xlook: domain %s: %s\n", argv[1],
			strerror(err));
		return 1;
	}
	if (!said_read(argv[2])) {
		fprintf(stderr, "xlook: %s: nothing is said\n", argv[2]);
		return 1;
	}
	look(&domain, argv[1]);
	return nr_failed || !nr_done;
}
