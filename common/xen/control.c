/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: what the toolstack asks of the domain, in xenstore: control/shutdown has
 * a word, and gets an empty one when it is understood (docs/misc/
 * xenstore-paths.pandoc of Xen).
 */
#include <plat/errno.h>
#include <plat/events.h>
#include <plat/log.h>
#include <plat/stage.h>
#include <plat/string.h>
#include <plat/xen/store.h>

#include "common/xen/store.h"

#define PATH "control/shutdown"

/* Of those that others' changes undo. */
#define MOST_TRIES 8u

static const struct {
	char word[9];
	uint8_t event;
} words[] = {
	{"poweroff", PLAT_EVENT_POWER_OFF},
	{"halt", PLAT_EVENT_POWER_OFF},
	{"reboot", PLAT_EVENT_REBOOT},
};

/* Take the word that is there. */
static int take(plat_xen_txn_t txn, char *word, size_t room)
{
	size_t length = room;
	int err = plat_xen_store_read(txn, PATH, word, &length);

	if (!err && length)
		err = plat_xen_store_write(txn, PATH, "", 0);
	return err;
}

static int take_alone(char *word, size_t room)
{
	int err = -PLAT_EAGAIN;

	for (unsigned int i = 0; i < MOST_TRIES && err == -PLAT_EAGAIN; i++) {
		plat_xen_txn_t txn;

		err = plat_xen_store_begin(&txn);
		if (err)
			break;
		err = take(txn, word, room);
		if (err)
			(void)!plat_xen_store_abort(txn);
		else
			err = plat_xen_store_commit(txn);
	}
	return err;
}

/* One watch at a time runs. */
static void complain(const char *word, int err)
{
	static uint32_t nr;

	if (!plat_xen_store_says(&nr))
		return;
	if (err)
		plat_warn("xen: " PATH ": %s (%u)", plat_errno_name(err), nr);
	else
		plat_warn("xen: " PATH ": \"%s\" is not understood (%u)", word,
			  nr);
}

static void look(struct plat_xen_watch *self, const char *path)
{
	char word[32];
	int err = take_alone(word, sizeof(word));

	(void)self;
	(void)path;
	if (err == -PLAT_ENOENT || (!err && !*word))
		return;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(words) && !err; i++) {
		if (strcmp(word, words[i].word) == 0) {
			plat_event_raise(words[i].event);
			return;
		}
	}
	complain(word, err);
}

static struct plat_xen_watch watch = {.path = PATH, .changed = look};

/* Who does not say that it can is not asked, by some toolstacks. */
static void say_features(void)
{
	static const char *const features[] = {"control/feature-poweroff",
					       "control/feature-reboot"};

	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(features); i++)
		(void)!plat_xen_store_write(PLAT_XEN_NO_TXN, features[i], "1",
					    1);
}

static int init(void)
{
	int err = plat_xen_store_open();

	if (err)
		return err;
	say_features();
	return plat_xen_store_watch(&watch);
}

const struct plat_hooks plat_event_source_xen = {.name = "xenstore",
						 .init = init};
