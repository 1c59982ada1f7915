/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The boot path, the same for every frontend: choose the frontend, run the
 * stages up, call main; on the way down the stages in reverse.
 */
#include "common/boot/boot.h"

#include <plat/bootinfo.h>
#include <plat/cmdline.h>
#include <plat/errno.h>
#include <plat/frontend.h>
#include <plat/log.h>
#include <plat/power.h>
#include <plat/stage.h>
#include <plat/string.h>

#include "common/boot/frontend.h"
#include "common/bootinfo/bootinfo.h"

extern const struct plat_frontend plat_frontends_begin[], plat_frontends_end[];
extern const struct plat_stage_entry plat_stages_begin[], plat_stages_end[];
extern void (*const plat_init_array_begin[])(void);
extern void (*const plat_init_array_end[])(void);

int main(int argc, char *argv[]);

/* The first of the image until one is chosen: there is always one whose
 * emergency console works. */
static const struct plat_frontend *frontend = plat_frontends_begin;
static plat_pa_t protocol_arg;

/* The command line taken apart: words, and main's arguments among them. */
static PLAT_SECTION(".noinit") char cmdline_words[PLAT_CMDLINE_MAX];
static PLAT_SECTION(".noinit") struct plat_cmdline cmdline;
static enum plat_stage stage_now;
static const struct plat_stage_entry *stage_next = plat_stages_begin;

const struct plat_frontend *plat_frontend(void)
{
	return frontend;
}

plat_pa_t plat_boot_arg(void)
{
	return protocol_arg;
}

enum plat_stage plat_stage_now(void)
{
	return stage_now;
}

const char *plat_stage_name(enum plat_stage stage)
{
	static const char names[][9] = {
#define PLAT_STAGE_STRING(name) #name,
	    PLAT_STAGES(PLAT_STAGE_STRING)
#undef PLAT_STAGE_STRING
	};

	return (unsigned int)stage < PLAT_NR_STAGES ? names[stage] : "?";
}

/* Who serves this host says so, or else whoever can print. */
PLAT_COLD PLAT_NORETURN static void refuse(const struct plat_frontend *bad,
					   enum plat_match best)
{
	if (best == PLAT_MATCH_NONE)
		frontend = plat_frontend_that_speaks(plat_frontends_begin,
						     plat_frontends_end);
	plat_panic("frontend %s: its table lacks %s",
		   bad->name ? bad->name : "?",
		   plat_frontend_lacks(bad));
}

/* Set frontend to the best match among those that speak @protocol. All tables
 * are checked, whoever runs; who comes after an exact match is not asked: he
 * might look at what only its frontend knows not to be safe. */
static void choose(enum plat_protocol protocol)
{
	const struct plat_frontend *bad = NULL;
	enum plat_match best = PLAT_MATCH_NONE;

	for (const struct plat_frontend *f = plat_frontends_begin;
	     f < plat_frontends_end; f++) {
		enum plat_match match = PLAT_MATCH_NONE;

		if (plat_unlikely(plat_frontend_lacks(f)))
			bad = f;
		else if (best < PLAT_MATCH_EXACT &&
			 f->protocols & 1u << protocol)
			match = f->detect();
		if (match > best) {
			best = match;
			frontend = f;
		}
	}
	if (plat_unlikely(bad))
		refuse(bad, best);
	if (plat_unlikely(best == PLAT_MATCH_NONE))
		plat_panic("no frontend serves this host, booted by %s",
			   plat_protocol_name(protocol));
}

/* Not signed, as its caller: a stage may change the keys. */
PLAT_ROOT_FRAME static void stages_up(void)
{
	for (; stage_next < plat_stages_end; stage_next++) {
		const struct plat_hooks *hooks = stage_next->hooks;
		int err = 0;

		stage_now = stage_next->stage;
		if (hooks->init)
			err = hooks->init();
		if (err)
			plat_panic("stage %s: %s: %s",
				   plat_stage_name(stage_now), hooks->name,
				   plat_errno_name(err));
	}
}

void plat_stages_down(void)
{
	while (stage_next > plat_stages_begin) {
		const struct plat_hooks *hooks = (--stage_next)->hooks;

		stage_now = stage_next->stage;
		if (hooks->term)
			hooks->term();
	}
}

bool plat_stages_are_up(void)
{
	return stage_next == plat_stages_end;
}

static void constructors(void)
{
	for (void (*const *f)(void) = plat_init_array_begin;
	     f < plat_init_array_end; f++)
		(*f)();
}

PLAT_ROOT_FRAME void plat_boot(enum plat_protocol protocol, plat_pa_t arg)
{
	plat_bootinfo_init(&plat_boot_info, protocol);
	protocol_arg = arg;
	choose(protocol);
	plat_boot_info.frontend = frontend->name;
	stages_up();
	constructors();
	plat_exit(main(cmdline.argc, cmdline.argv));
}

static int protocol_init(void)
{
	int err = frontend->bootinfo(&plat_boot_info, protocol_arg);

	if (err)
		return err;
	memcpy(cmdline_words, plat_boot_info.cmdline,
	       plat_boot_info.cmdline_length + 1);
	plat_cmdline_parse(cmdline_words, plat_params_begin, plat_params_end,
			   &cmdline);
	return 0;
}

static int early_init(void)
{
	const struct plat_hooks *const *device = frontend->early_devices;

	for (; device && *device; device++) {
		int err = (*device)->init ? (*device)->init() : 0;

		if (err)
			plat_warn("early device %s: %s", (*device)->name,
				  plat_errno_name(err));
	}
	return 0;
}

static void early_term(void)
{
	const struct plat_hooks *const *device = frontend->early_devices;

	for (; device && *device; device++) {
		if ((*device)->term)
			(*device)->term();
	}
}

PLAT_STAGE(protocol, cpu, protocol, .init = protocol_init);
PLAT_STAGE(early, protocol, early_devices, .init = early_init,
	   .term = early_term);
