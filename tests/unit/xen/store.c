/* SPDX-License-Identifier: BSD-3-Clause */
/* A reply goes to who did not ask, or what the other end of the ring sends is
 * believed; or a watch is lost when the connection is made anew. */
#include "tests/unit/unit.h"

#include <plat/errno.h>
#include <plat/time.h>

#include "tests/host/support.h"
#include "tests/unit/xen/daemon.h"

#define NONE PLAT_XEN_NO_TXN

static struct daemon *const d = &daemon_;
static char text[8192];
static size_t length;

static int setup(void **state)
{
	(void)state;
	host_log_reset();
	daemon_begin();
	return 0;
}

static int ask(const char *path)
{
	length = sizeof(text);
	return plat_xen_store_read(NONE, path, text, &length);
}

/* It answers with the path that it is asked for. */
static void echo(struct daemon *self)
{
	daemon_reply(self, self->payload, self->head.len - 1);
}

static void what_is_asked_comes_back(void **state)
{
	(void)state;
	d->serve = echo;
	assert_int_equal(ask("a/b/c"), 0);
	assert_int_equal(length, 5);
	assert_string_equal(text, "a/b/c");
	assert_int_equal(d->head.type, XS_READ);
	assert_int_equal(d->head.tx_id, 0);
	assert_true(d->nr_notified > 0);
}

static void rings_wrap_at_any_place(void **state)
{
	char path[2000];

	(void)state;
	d->serve = echo;
	for (uint32_t most = 1; most < 1100; most += 37) {
		memset(path, (int)('a' + most % 26), sizeof(path));
		path[most + 700] = '\0';
		d->most = most;
		assert_int_equal(ask(path), 0);
		assert_string_equal(text, path);
	}
}

static void answer_with_error(struct daemon *self)
{
	daemon_fail(self, self->payload);
}

static void errors_have_our_names(void **state)
{
	(void)state;
	d->serve = answer_with_error;
	assert_int_equal(ask("ENOENT"), -PLAT_ENOENT);
	assert_int_equal(ask("EACCES"), -PLAT_EPERM);
	assert_int_equal(ask("EPERM"), -PLAT_EPERM);
	assert_int_equal(ask("EROFS"), -PLAT_EPERM);
	assert_int_equal(ask("EINVAL"), -PLAT_EINVAL);
	assert_int_equal(ask("ENOSPC"), -PLAT_ENOSPC);
	assert_int_equal(ask("EAGAIN"), -PLAT_EAGAIN);
	assert_int_equal(ask("ENOTEMPTY"), -PLAT_EBUSY);
	assert_int_equal(ask("ENOSYS"), -PLAT_ENOTSUP);
	assert_int_equal(ask("E2BIG"), -PLAT_ERANGE);
	assert_int_equal(ask("EIO"), -PLAT_EPROTO);
	assert_int_equal(ask("EWHATEVER"), -PLAT_EPROTO);
	assert_int_equal(ask("ENO"), -PLAT_EPROTO);
	assert_int_equal(ask(""), -PLAT_EPROTO);
	/* None of that is a connection that is broken. */
	assert_int_equal(plat_xen_store_wire.state, PLAT_XEN_WIRE_UP);
}

static void room_is_kept_to(void **state)
{
	char small[6] = "??????";

	(void)state;
	d->serve = echo;
	length = 5;
	assert_int_equal(plat_xen_store_read(NONE, "abcde", small, &length),
			 -PLAT_ENOSPC);
	assert_int_equal(length, 5);
	assert_int_equal(small[5], '?');
	length = 6;
	assert_int_equal(plat_xen_store_read(NONE, "abcde", small, &length),
			 0);
	assert_string_equal(small, "abcde");
}

static void a_message_has_a_limit(void **state)
{
	static char large[4097];

	(void)state;
	d->serve = echo;
	assert_int_equal(plat_xen_store_write(NONE, "ab", large, 4093), 0);
	assert_int_equal(d->head.len, 4096);
	assert_int_equal(plat_xen_store_write(NONE, "ab", large, 4094),
			 -PLAT_EINVAL);
	assert_int_equal(ask("a"), 0);
}

static uint32_t late_id;

static void be_late(struct daemon *self)
{
	if (strcmp(self->payload, "late") == 0) {
		late_id = self->head.req_id;
		return;
	}
	daemon_send(self, XS_READ, late_id, 0, "too late", 8);
	echo(self);
}

static void a_late_reply_is_dropped(void **state)
{
	(void)state;
	d->serve = be_late;
	assert_int_equal(ask("late"), -PLAT_ETIMEDOUT);
	assert_int_equal(ask("next"), 0);
	assert_string_equal(text, "next");
	assert_int_equal(plat_xen_store_wire.nr_dropped, 1);
}

/* A request that went half out is finished before the next. */
static void half_a_request_is_finished(void **state)
{
	static char large[3000];

	(void)state;
	d->serve = echo;
	d->most = 0;
	memset(large, 'x', sizeof(large));
	assert_int_equal(plat_xen_store_write(NONE, "a", large, sizeof(large)),
			 -PLAT_ETIMEDOUT);
	assert_int_equal(ask("b"), -PLAT_ETIMEDOUT);
	d->most = 700;
	assert_int_equal(ask("c"), 0);
	assert_string_equal(text, "c");
	assert_int_equal(d->nr_requests, 2);
}

static void wrong_type(struct daemon *self)
{
	daemon_send(self, XS_WRITE, self->head.req_id, 0, "OK", 3);
}

static void wrong_txn(struct daemon *self)
{
	daemon_send(self, XS_READ, self->head.req_id, 5, "OK", 3);
}

static void too_long(struct daemon *self)
{
	daemon_send(self, XS_READ, self->head.req_id, 0, "", 4097);
}

static void too_much(struct daemon *self)
{
	self->page.rsp_prod = self->page.rsp_cons + 1025;
}

static void took_too_much(struct daemon *self)
{
	self->page.req_cons = self->page.req_prod + 1;
	self->most = 0;
}

static void not_a_token(struct daemon *self)
{
	daemon_tell(self, "path", "0000000g");
}

static void no_path(struct daemon *self)
{
	daemon_send(self, XS_WATCH_EVENT, 0, 0, "nothing", 7);
}

static void nothing_told(struct daemon *self)
{
	daemon_send(self, XS_WATCH_EVENT, 0, 0, "", 0);
}

static void (*const lies[])(struct daemon *d) = {
	wrong_type, wrong_txn, too_long, too_much,
	not_a_token, no_path, nothing_told,
};

static void a_lie_ends_the_connection(void **state)
{
	(void)state;
	for (size_t i = 0; i < PLAT_ARRAY_SIZE(lies); i++) {
		daemon_begin();
		d->serve = lies[i];
		assert_int_equal(ask("a"), -PLAT_EPROTO);
		assert_int_equal(plat_xen_store_wire.state,
				 PLAT_XEN_WIRE_BROKEN);
		d->serve = echo;
		assert_int_equal(ask("a"), -PLAT_EPROTO);
		assert_null(plat_xen_store_wire.requests);
	}
	assert_int_equal(host_log_count(PLAT_LOG_WARN),
			 PLAT_ARRAY_SIZE(lies));
}

static void requests_that_are_not_there_cannot_be_taken(void **state)
{
	(void)state;
	d->serve = took_too_much;
	assert_int_equal(ask("a"), -PLAT_ETIMEDOUT);
	assert_int_equal(ask("a"), -PLAT_EPROTO);
}

static void it_is_made_anew_where_that_can_be(void **state)
{
	(void)state;
	for (size_t i = 0; i < PLAT_ARRAY_SIZE(lies); i++) {
		daemon_begin();
		d->page.server_features = XENSTORE_SERVER_FEATURE_RECONNECTION;
		d->serve = lies[i];
		assert_int_equal(ask("a"), -PLAT_EPROTO);
		d->serve = echo;
		assert_int_equal(ask("b"), 0);
		assert_string_equal(text, "b");
	}
}

/* The log would be full of it. */
static void what_it_breaks_for_ever_is_told_seldom(void **state)
{
	(void)state;
	d->page.server_features = XENSTORE_SERVER_FEATURE_RECONNECTION;
	d->serve = wrong_type;
	for (int i = 0; i < 1000; i++)
		assert_int_equal(ask("a"), -PLAT_EPROTO);
	assert_int_equal(plat_xen_store_wire.nr_broken, 1000);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 10);
	assert_true(host_log_has("(512)"));
}

static void serve_txn(struct daemon *self)
{
	if (self->head.type == XS_TRANSACTION_START)
		daemon_reply(self, "17", 3);
	else
		echo(self);
}

static void a_transaction_has_its_number(void **state)
{
	plat_xen_txn_t txn;

	(void)state;
	d->serve = serve_txn;
	assert_int_equal(plat_xen_store_begin(&txn), 0);
	assert_int_equal(txn.v, 17);
	assert_int_equal(d->head.len, 1);
	length = sizeof(text);
	assert_int_equal(plat_xen_store_read(txn, "a", text, &length), 0);
	assert_int_equal(d->head.tx_id, 17);
	assert_int_equal(plat_xen_store_commit(txn), 0);
	assert_int_equal(d->head.type, XS_TRANSACTION_END);
	assert_string_equal(d->payload, "T");
	assert_int_equal(plat_xen_store_abort(txn), 0);
	assert_string_equal(d->payload, "F");
	assert_int_equal(plat_xen_store_commit(NONE), -PLAT_EINVAL);
}

static void bad_txn(struct daemon *self)
{
	static const char *const numbers[] = {"", "0", "x", "-1", "4294967296",
					      "99999999999"};
	static unsigned int i;
	const char *number = numbers[i++ % PLAT_ARRAY_SIZE(numbers)];

	daemon_reply(self, number, (uint32_t)strlen(number) + 1);
}

static void a_number_that_is_none_is_refused(void **state)
{
	plat_xen_txn_t txn;

	(void)state;
	d->serve = bad_txn;
	for (int i = 0; i < 6; i++)
		assert_int_equal(plat_xen_store_begin(&txn), -PLAT_EPROTO);
}

static void a_transaction_ends_with_its_connection(void **state)
{
	plat_xen_txn_t txn;

	(void)state;
	d->page.server_features = XENSTORE_SERVER_FEATURE_RECONNECTION;
	d->serve = serve_txn;
	assert_int_equal(plat_xen_store_begin(&txn), 0);
	d->serve = wrong_type;
	assert_int_equal(ask("a"), -PLAT_EPROTO);
	d->serve = serve_txn;
	assert_int_equal(ask("a"), 0);
	length = sizeof(text);
	assert_int_equal(plat_xen_store_read(txn, "a", text, &length),
			 -PLAT_EAGAIN);
	assert_int_equal(plat_xen_store_commit(txn), -PLAT_EAGAIN);
}

/* A directory of that many names of eight bytes. */
static uint32_t nr_names;
static uint32_t generation, changes;
static bool has_whole_only;

static void print_name(char *to, uint32_t i)
{
	char name[16];

	snprintf(name, sizeof(name), "%07u", i);
	memcpy(to, name, 8);
}

static void serve_directory(struct daemon *self)
{
	static char list[40000], part[XENSTORE_PAYLOAD_MAX];
	uint32_t size = nr_names * 8, offset, head, room;

	for (uint32_t i = 0; i < nr_names; i++)
		print_name(list + i * 8, i);
	if (self->head.type == XS_DIRECTORY) {
		if (size > XENSTORE_PAYLOAD_MAX)
			daemon_fail(self, "E2BIG");
		else
			daemon_reply(self, list, size);
		return;
	}
	if (has_whole_only) {
		daemon_fail(self, "ENOSYS");
		return;
	}
	if (changes) {
		changes--;
		generation++;
	}
	offset = (uint32_t)atoi(self->payload + strlen(self->payload) + 1);
	head = (uint32_t)sprintf(part, "%u", generation) + 1;
	room = XENSTORE_PAYLOAD_MAX - head - 8;
	room -= room % 8;
	if (room > size - offset)
		room = size - offset;
	memcpy(part + head, list + offset, room);
	if (offset + room == size)
		part[head + room++] = '\0';
	daemon_reply(self, part, head + room);
}

static char names[40000];

static int list(size_t room)
{
	length = room;
	memset(names, '?', sizeof(names));
	return plat_xen_store_list(NONE, "dir", names, &length);
}

static void assert_listed(void)
{
	char name[9];

	assert_int_equal(length, nr_names * 8);
	for (uint32_t i = 0; i < nr_names; i++) {
		print_name(name, i);
		assert_string_equal(names + i * 8, name);
	}
}

static void directories_of_any_size_are_whole(void **state)
{
	(void)state;
	d->serve = serve_directory;
	for (nr_names = 0; nr_names < 2000; nr_names += 51) {
		assert_int_equal(list(nr_names * 8), 0);
		assert_listed();
		assert_int_equal(names[nr_names * 8], '?');
		if (!nr_names)
			continue;
		assert_int_equal(list(nr_names * 8 - 1), -PLAT_ENOSPC);
		assert_int_equal(length, nr_names * 8);
		assert_int_equal(names[nr_names * 8 - 1], '?');
	}
}

static void one_that_changes_is_begun_again(void **state)
{
	(void)state;
	d->serve = serve_directory;
	nr_names = 1500;
	changes = 3;
	assert_int_equal(list(sizeof(names)), 0);
	assert_listed();
	changes = UINT32_MAX;
	assert_int_equal(list(sizeof(names)), -PLAT_EAGAIN);
	changes = 0;
	has_whole_only = true;
	assert_int_equal(list(sizeof(names)), -PLAT_ENOTSUP);
	has_whole_only = false;
}

static const char *bad_part;
static uint32_t bad_length;

static void serve_bad_part(struct daemon *self)
{
	if (self->head.type == XS_DIRECTORY)
		daemon_fail(self, "E2BIG");
	else
		daemon_reply(self, bad_part, bad_length);
}

#define BAD_PART(text_)                                                    \
	do {                                                               \
		bad_part = text_;                                          \
		bad_length = sizeof(text_) - 1;                            \
		assert_int_equal(list(sizeof(names)), -PLAT_EPROTO);       \
	} while (0)

static void parts_that_are_none_are_refused(void **state)
{
	(void)state;
	d->serve = serve_bad_part;
	BAD_PART("");
	BAD_PART("12");
	BAD_PART("12\0name");
	BAD_PART("a number that is longer than any is\0\0");
}

static uint32_t part_size;

static void serve_endlessly(struct daemon *self)
{
	char part[XENSTORE_PAYLOAD_MAX] = "1";

	if (self->head.type == XS_DIRECTORY) {
		daemon_fail(self, "E2BIG");
		return;
	}
	memset(part + 2, 'a', part_size);
	part[part_size + 1] = '\0';
	daemon_reply(self, part, part_size + 2);
}

/* By its time, or by its size. */
static void a_list_without_end_is_given_up(void **state)
{
	uint64_t begin = plat_time_ns();

	(void)state;
	d->serve = serve_endlessly;
	part_size = 2;
	assert_int_equal(list(sizeof(names)), -PLAT_ETIMEDOUT);
	assert_true(plat_time_ns() - begin < UINT64_C(11000000000));
	part_size = 4000;
	assert_int_equal(list(sizeof(names)), -PLAT_EPROTO);
}

static void bad_directory(struct daemon *self)
{
	daemon_reply(self, "no NUL", 6);
}

static void a_list_ends_with_its_last_name(void **state)
{
	(void)state;
	d->serve = bad_directory;
	assert_int_equal(list(sizeof(names)), -PLAT_EPROTO);
}

/* Watches. */

static struct plat_xen_watch watches[300];
static unsigned int calls[300];
static char last[64];
static char tokens[300][9];
static uint32_t nr_set;

static void changed(struct plat_xen_watch *self, const char *path)
{
	calls[self - watches]++;
	snprintf(last, sizeof(last), "%s", path);
}

static void serve_watch(struct daemon *self)
{
	const char *token = self->payload + strlen(self->payload) + 1;

	if (self->head.type == XS_WATCH) {
		snprintf(tokens[nr_set++ % 300], 9, "%s", token);
		daemon_tell(self, self->payload, token);
	}
	daemon_reply(self, "OK", 3);
}

static void begin_watches(unsigned int nr)
{
	nr_set = 0;
	d->serve = serve_watch;
	memset(calls, 0, sizeof(calls));
	for (unsigned int i = 0; i < nr; i++) {
		watches[i] = (struct plat_xen_watch){.path = "dir",
						     .changed = changed};
		assert_int_equal(plat_xen_store_watch(&watches[i]), 0);
	}
}

static void end_watches(unsigned int nr)
{
	for (unsigned int i = 0; i < nr; i++)
		assert_int_equal(plat_xen_store_unwatch(&watches[i]), 0);
	assert_int_equal(plat_xen_store_unwatch(&watches[0]), -PLAT_ENOENT);
}

static void told_is_passed_on_where_it_may_be(void **state)
{
	(void)state;
	begin_watches(3);
	assert_true(d->nr_told > 0);
	assert_int_equal(calls[0], 0);
	plat_xen_store_dispatch();
	assert_int_equal(calls[0] + calls[1] + calls[2], 3);
	daemon_tell(d, "dir/below", tokens[1]);
	daemon_tell(d, "dir/nobody", "ffffffff");
	daemon_run(d);
	plat_xen_store_dispatch();
	assert_int_equal(calls[1], 2);
	assert_string_equal(last, "dir/below");
	end_watches(3);
	daemon_tell(d, "dir/late", tokens[1]);
	daemon_run(d);
	plat_xen_store_dispatch();
	assert_string_equal(last, "dir/below");
}

/* The other end tells of them once: what stays behind comes with the next
 * message, which may be never. */
static void a_ring_of_short_messages_is_taken_at_once(void **state)
{
	(void)state;
	begin_watches(1);
	plat_xen_store_dispatch();
	for (unsigned int i = 0; i < 37; i++)
		daemon_tell(d, "a", tokens[0]);
	daemon_run(d);
	assert_int_equal(d->queued, 0);
	plat_xen_store_dispatch();
	assert_int_equal(calls[0], 38);
	end_watches(1);
}

static void what_has_no_room_is_every_watch_once(void **state)
{
	(void)state;
	begin_watches(3);
	plat_xen_store_dispatch();
	for (int i = 0; i < 500; i++)
		daemon_tell(d, "dir/a-name", tokens[0]);
	for (int i = 0; i < 20; i++)
		daemon_run(d);
	for (int i = 0; i < 20; i++)
		plat_xen_store_dispatch();
	assert_true(calls[0] > 100 && calls[0] < 500);
	assert_int_equal(calls[1], 2);
	assert_int_equal(calls[2], 2);
	end_watches(3);
}

static void many_watches_have_tokens_of_their_own(void **state)
{
	(void)state;
	begin_watches(100);
	for (int i = 0; i < 10; i++)
		plat_xen_store_dispatch();
	for (int i = 0; i < 100; i++)
		assert_int_equal(calls[i], 1);
	end_watches(100);
}

static void they_are_set_again_on_a_new_connection(void **state)
{
	(void)state;
	begin_watches(5);
	plat_xen_store_dispatch();
	d->page.server_features = XENSTORE_SERVER_FEATURE_RECONNECTION;
	d->serve = wrong_type;
	assert_int_equal(ask("a"), -PLAT_EPROTO);
	d->serve = serve_watch;
	nr_set = 0;
	daemon_run(d);
	plat_xen_store_dispatch();
	assert_int_equal(nr_set, 5);
	plat_xen_store_dispatch();
	for (int i = 0; i < 5; i++)
		assert_int_equal(calls[i], 2);
	end_watches(5);
}

static void refuse(struct daemon *self)
{
	daemon_fail(self, "ENOSPC");
}

static void one_that_is_refused_is_not_set(void **state)
{
	struct plat_xen_watch watch = {.path = "a", .changed = changed};

	(void)state;
	d->serve = refuse;
	assert_int_equal(plat_xen_store_watch(&watch), -PLAT_ENOSPC);
	assert_int_equal(plat_xen_store_unwatch(&watch), -PLAT_ENOENT);
}

static void unwatch_self(struct plat_xen_watch *self, const char *path)
{
	(void)path;
	assert_int_equal(plat_xen_store_unwatch(self), 0);
}

static void a_watch_may_take_itself_back(void **state)
{
	(void)state;
	begin_watches(1);
	watches[0].changed = unwatch_self;
	plat_xen_store_dispatch();
	assert_int_equal(plat_xen_store_unwatch(&watches[0]), -PLAT_ENOENT);
}

#define TEST(name) cmocka_unit_test_setup(name, setup)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_asked_comes_back),
		TEST(rings_wrap_at_any_place),
		TEST(errors_have_our_names),
		TEST(room_is_kept_to),
		TEST(a_message_has_a_limit),
		TEST(a_late_reply_is_dropped),
		TEST(half_a_request_is_finished),
		TEST(a_lie_ends_the_connection),
		TEST(requests_that_are_not_there_cannot_be_taken),
		TEST(it_is_made_anew_where_that_can_be),
		TEST(what_it_breaks_for_ever_is_told_seldom),
		TEST(a_transaction_has_its_number),
		TEST(a_number_that_is_none_is_refused),
		TEST(a_transaction_ends_with_its_connection),
		TEST(directories_of_any_size_are_whole),
		TEST(one_that_changes_is_begun_again),
		TEST(parts_that_are_none_are_refused),
		TEST(a_list_without_end_is_given_up),
		TEST(a_list_ends_with_its_last_name),
		TEST(told_is_passed_on_where_it_may_be),
		TEST(a_ring_of_short_messages_is_taken_at_once),
		TEST(what_has_no_room_is_every_watch_once),
		TEST(many_watches_have_tokens_of_their_own),
		TEST(they_are_set_again_on_a_new_connection),
		TEST(one_that_is_refused_is_not_set),
		TEST(a_watch_may_take_itself_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
