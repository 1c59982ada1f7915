/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A driver of a paravirtual device finds nothing of its device, or half of a
 * value, or waits for ever for the other end; or the guest's own settings are
 * lost, because what it wrote to xenstore is not there.
 */
#include "tests/guest/tap.h"

#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/events.h>
#include <plat/lcpu.h>
#include <plat/string.h>
#include <plat/thread.h>
#include <plat/time.h>
#include <plat/xen/store.h>

#define NONE PLAT_XEN_NO_TXN
#define SECOND UINT64_C(1000000000)

static char text[16384];

static int read(plat_xen_txn_t txn, const char *path, size_t *length)
{
	*length = sizeof(text);
	return plat_xen_store_read(txn, path, text, length);
}

static int write(plat_xen_txn_t txn, const char *path, const char *value)
{
	return plat_xen_store_write(txn, path, value, strlen(value));
}

/* "data/x/" and four digits. */
static const char *numbered(char *to, const char *before, unsigned int i)
{
	size_t length = strlen(before);

	memcpy(to, before, length);
	for (int digit = 3; digit >= 0; digit--, i /= 10)
		to[length + (unsigned int)digit] = (char)('0' + i % 10);
	to[length + 4] = '\0';
	return to;
}

static void values(void)
{
	char path[64] = "/local/domain/";
	size_t length;

	tap_ok(!read(NONE, "domid", &length) && length > 0 && length < 6,
	       "domid is there");
	tap_note("domid %s", text);
	memcpy(path + strlen(path), text, length);
	memcpy(path + strlen(path), "/domid", sizeof("/domid"));
	tap_ok(!read(NONE, path, &length) && length == strlen(text),
	       "an absolute path leads there, too");
	tap_ok(read(NONE, "data/nothing", &length) == -PLAT_ENOENT,
	       "what is not there is not");
	tap_ok(!write(NONE, "data/a", "value"), "a value is written");
	tap_ok(!read(NONE, "data/a", &length) && length == 5 &&
		   strcmp(text, "value") == 0,
	       "and read, with a NUL behind it");
	length = 5;
	tap_ok(plat_xen_store_read(NONE, "data/a", text, &length) ==
			   -PLAT_ENOSPC &&
		   length == 5,
	       "there has to be room for the NUL");
	tap_ok(!plat_xen_store_write(NONE, "data/a", "\0x\0", 3) &&
		   !read(NONE, "data/a", &length) && length == 3 &&
		   text[1] == 'x',
	       "a value may be any bytes");
	tap_ok(!plat_xen_store_remove(NONE, "data/a") &&
		   read(NONE, "data/a", &length) == -PLAT_ENOENT,
	       "it is removed");
	tap_ok(write(NONE, "/local/domain/0/plinth", "x") == -PLAT_EPERM,
	       "other domains' places are not ours");
}

static void sizes(void)
{
	static char large[5000];
	size_t length;

	memset(large, 'x', sizeof(large));
	tap_ok(!plat_xen_store_write(NONE, "data/large", large, 1900) &&
		   !read(NONE, "data/large", &length) && length == 1900 &&
		   memcmp(text, large, 1900) == 0,
	       "a value that is larger than the ring is whole");
	tap_ok(plat_xen_store_write(NONE, "data/large", large, 4096) ==
		   -PLAT_EINVAL,
	       "what is larger than a message is refused");
	tap_ok(plat_xen_store_write(NONE, "data/large", large, 4000) < 0,
	       "what is larger than the store takes, too");
	tap_ok(!read(NONE, "data/large", &length) && length == 1900,
	       "and nothing is changed");
}

#define NR_NAMES   400u
#define FIRST_NAME 1000u

/* Each name there is, once. */
static bool are_all(const char *names, size_t length)
{
	static bool seen[NR_NAMES];
	unsigned int nr = 0;

	memset(seen, 0, sizeof(seen));
	for (size_t at = 0; at < length; at += strlen(names + at) + 1) {
		const char *digits = names + at + 15;
		unsigned int i = 0;

		if (strlen(names + at) != 19)
			return false;
		while (*digits)
			i = i * 10 + (unsigned int)(*digits++ - '0');
		i -= FIRST_NAME;
		if (i >= NR_NAMES || seen[i])
			return false;
		seen[i] = true;
		nr++;
	}
	return nr == NR_NAMES;
}

static void directories(void)
{
	size_t length = sizeof(text);

	tap_ok(!write(NONE, "data/few/a", "1") &&
		   !write(NONE, "data/few/bb", "2") &&
		   !plat_xen_store_list(NONE, "data/few", text, &length) &&
		   length == 5 && memcmp(text, "a\0bb", 5) == 0,
	       "a small directory has its names");
	length = sizeof(text);
	tap_ok(!plat_xen_store_list(NONE, "data/few/a", text, &length) &&
		   length == 0,
	       "one without any is empty");
	length = sizeof(text);
	tap_ok(plat_xen_store_list(NONE, "data/none", text, &length) ==
		   -PLAT_ENOENT,
	       "one that is not there is told");
}

/* The store lets no domain make that many: dom0 does, when it sees the line. */
static void large_directory(void)
{
	uint64_t end = plat_time_ns() + 40 * SECOND;
	size_t length;
	int err;

	plat_printf("dom0 writes\n");
	while (read(NONE, "data/done", &length) && plat_time_ns() < end)
		plat_time_sleep_ns(SECOND / 20);
	length = sizeof(text);
	err = plat_xen_store_list(NONE, "data/many", text, &length);
	tap_note("%s, %lu bytes", plat_errno_name(err), length);
	tap_ok(!err && length == NR_NAMES * 20 && are_all(text, length),
	       "a directory that is larger than a message has all names");
	length = 5000;
	tap_ok(plat_xen_store_list(NONE, "data/many", text, &length) ==
			   -PLAT_ENOSPC &&
		   length == NR_NAMES * 20,
	       "how much room they need is told");
}

static void transactions(void)
{
	plat_xen_txn_t txn;
	size_t length;

	(void)!write(NONE, "data/t", "1");
	tap_ok(!plat_xen_store_begin(&txn), "a transaction begins");
	tap_ok(!read(txn, "data/t", &length) && text[0] == '1' &&
		   !write(txn, "data/t", "2") &&
		   !read(NONE, "data/t", &length) && text[0] == '1',
	       "nobody sees what it writes");
	tap_ok(!plat_xen_store_commit(txn) &&
		   !read(NONE, "data/t", &length) && text[0] == '2',
	       "until it ends");
	tap_ok(!plat_xen_store_begin(&txn) && !write(txn, "data/t", "3") &&
		   !plat_xen_store_abort(txn) &&
		   !read(NONE, "data/t", &length) && text[0] == '2',
	       "one that is given up has written nothing");
	tap_ok(!plat_xen_store_begin(&txn) && !read(txn, "data/t", &length) &&
		   !write(NONE, "data/t", "4") && !write(txn, "data/t", "5"),
	       "two write the same");
	tap_ok(plat_xen_store_commit(txn) == -PLAT_EAGAIN &&
		   !read(NONE, "data/t", &length) && text[0] == '4',
	       "the one that comes late has to do it again");
	tap_ok(read(txn, "data/t", &length) != 0, "its number is no more");
}

#define NR_WATCHES 100u

static struct {
	struct plat_xen_watch watch;
	char path[32];
	uint32_t nr_calls;
} watched[NR_WATCHES];

static bool is_wrong;

static void changed(struct plat_xen_watch *self, const char *path)
{
	size_t length = sizeof(text);
	unsigned int i = 0;

	while (&watched[i].watch != self)
		i++;
	plat_atomic_add_relaxed(&watched[i].nr_calls, 1);
	if (strncmp(path, watched[i].path, strlen(watched[i].path)) != 0)
		is_wrong = true;
	/* Calls may be made here. */
	if (i == 0 && plat_xen_store_read(NONE, "domid", text, &length))
		is_wrong = true;
}

static bool all_called(uint32_t nr)
{
	uint64_t end = plat_time_ns() + 10 * SECOND;
	unsigned int i = 0;

	while (i < NR_WATCHES && plat_time_ns() < end) {
		if (plat_atomic_load_relaxed(&watched[i].nr_calls) >= nr)
			i++;
		else
			plat_time_sleep_ns(SECOND / 100);
	}
	return i == NR_WATCHES;
}

static void watches(void)
{
	int err = 0;

	for (unsigned int i = 0; i < NR_WATCHES && !err; i++) {
		watched[i].watch.path = numbered(watched[i].path, "data/w", i);
		watched[i].watch.changed = changed;
		err = plat_xen_store_watch(&watched[i].watch);
	}
	tap_ok(!err, "%u watches are set", NR_WATCHES);
	tap_ok(all_called(1), "each is called at first");
	for (unsigned int i = 0; i < NR_WATCHES && !err; i++)
		err = write(NONE, watched[i].path, "x");
	tap_ok(!err && all_called(2), "and when what it watches changes");
	for (unsigned int i = 0; i < NR_WATCHES && !err; i++)
		err = plat_xen_store_unwatch(&watched[i].watch);
	tap_ok(!err, "they are taken back");
	for (unsigned int i = 0; i < NR_WATCHES; i++)
		watched[i].nr_calls = 0;
	for (unsigned int i = 0; i < NR_WATCHES && !err; i++)
		err = plat_xen_store_remove(NONE, watched[i].path);
	plat_time_sleep_ns(SECOND / 5);
	for (unsigned int i = 0; i < NR_WATCHES; i++)
		err |= (int)watched[i].nr_calls;
	tap_ok(!err, "and not called any more");
	tap_ok(!is_wrong, "each was told its own path, and could ask");
	tap_ok(plat_xen_store_unwatch(&watched[0].watch) == -PLAT_ENOENT,
	       "nobody takes one back twice");
}

#define NR_THREADS 4u
#define NR_ROUNDS  10u

static int last_err; /* atomic: what one that failed was told */
static uint64_t longest_ns[NR_THREADS]; /* each thread's own */

/* Write @value, and have it read. */
static bool is_kept(const char *path, const char *value)
{
	char back[32];
	size_t length = sizeof(back);
	int err = write(NONE, path, value);

	if (!err)
		err = plat_xen_store_read(NONE, path, back, &length);
	if (err)
		plat_atomic_store_relaxed(&last_err, err);
	return !err && strcmp(back, value) == 0;
}

static int use(void *arg)
{
	unsigned int me = (unsigned int)(uintptr_t)arg;
	char path[32], value[8];
	int nr_wrong = 0;

	numbered(path, "data/thread", me);
	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		uint64_t begin = plat_time_ns(), took;

		numbered(value, "", i * NR_THREADS + me);
		nr_wrong += !is_kept(path, value);
		took = plat_time_ns() - begin;
		longest_ns[me] = plat_max_u64(longest_ns[me], took);
	}
	return nr_wrong;
}

static void threads(void)
{
	struct plat_thread *thread[NR_THREADS];
	uint32_t nr = (uint32_t)plat_lcpu_start(PLAT_LCPUS_OTHERS);
	int nr_wrong = 0;

	for (unsigned int i = 0; i < NR_THREADS; i++)
		nr_wrong += plat_thread_create(&thread[i], NULL, use,
					       (void *)(uintptr_t)i) != 0;
	for (unsigned int i = 0; i < NR_THREADS && !nr_wrong; i++)
		nr_wrong += plat_thread_join(thread[i]);
	if (nr_wrong)
		tap_note("%d wrong; an error: %d", nr_wrong,
			 plat_atomic_load_relaxed(&last_err));
	for (unsigned int i = 0; i < NR_THREADS; i++)
		tap_note("two calls: %lu ms at most", longest_ns[i] / 1000000);
	tap_ok(nr_wrong == 0, "%u threads on %u lcpus get what is theirs",
	       NR_THREADS, nr + 1);
}

/* dom0 writes to data/dom0 when it sees the line. */
static uint32_t nr_from_dom0;

static void dom0_wrote(struct plat_xen_watch *self, const char *path)
{
	size_t length = sizeof(text);

	(void)self;
	(void)path;
	if (!plat_xen_store_read(NONE, "data/dom0", text, &length) &&
	    strcmp(text, "there") == 0)
		nr_from_dom0++;
}

static void from_dom0(void)
{
	static struct plat_xen_watch watch = {.path = "data/dom0",
					      .changed = dom0_wrote};
	uint64_t end = plat_time_ns() + 10 * SECOND;

	tap_ok(!plat_xen_store_watch(&watch), "a place is watched");
	plat_printf("dom0 writes\n");
	while (!nr_from_dom0 && plat_time_ns() < end)
		plat_time_sleep_ns(SECOND / 20);
	tap_ok(nr_from_dom0 == 1, "what dom0 writes there is told");
}

/* dom0 writes what a transaction has read. */
static void conflict(void)
{
	uint64_t end = plat_time_ns() + 20 * SECOND;
	unsigned int nr_tries = 0;
	plat_xen_txn_t txn;
	size_t length;
	int err;

	(void)!write(NONE, "data/t", "1");
	do {
		err = plat_xen_store_begin(&txn);
		if (!err)
			err = read(txn, "data/t", &length);
		if (!err)
			err = write(txn, "data/t", "guest");
		if (!err && !nr_tries++) {
			plat_printf("dom0 writes\n");
			do
				plat_time_sleep_ns(SECOND / 20);
			while (!read(NONE, "data/t", &length) &&
			       strcmp(text, "1") == 0 &&
			       plat_time_ns() < end);
		}
		if (!err)
			err = plat_xen_store_commit(txn);
	} while (err == -PLAT_EAGAIN);
	tap_ok(!err && nr_tries == 2,
	       "a transaction that dom0 comes in between is done again");
	tap_ok(!read(NONE, "data/t", &length) && strcmp(text, "guest") == 0,
	       "then it is done");
}

static void absent(void)
{
	plat_xen_txn_t txn;
	size_t length;

	tap_ok(read(NONE, "domid", &length) == -PLAT_ENOTSUP &&
		   write(NONE, "data/a", "x") == -PLAT_ENOTSUP &&
		   plat_xen_store_begin(&txn) == -PLAT_ENOTSUP &&
		   plat_xen_store_watch(&(struct plat_xen_watch){.path = "x"}) == -PLAT_ENOTSUP,
	       "without xenstore all calls say so");
}

static const struct {
	const char *name;
	void (*run)(void);
} tests[] = {
	{"values", values},   {"sizes", sizes},
	{"directories", directories}, {"large", large_directory},
	{"transactions", transactions},
	{"watches", watches}, {"threads", threads},
	{"dom0", from_dom0},  {"conflict", conflict},  {"absent", absent},
};

int main(int argc, char *argv[])
{
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(tests); i++) {
		for (int a = 1; a < argc; a++) {
			if (strcmp(argv[a], tests[i].name) == 0)
				tests[i].run();
		}
	}
	return tap_done();
}
