/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What stage 2 lets through, and what not.
 */
#include "tests/rmm/guest/guest.h"

#define UART 0x09000000ul
#define SECRET 0x5ec5e75ec5e75ec5ul

static volatile uint64_t *at(uint64_t ipa)
{
	return (volatile uint64_t *)ipa;
}

static void expect(uint64_t wanted, const char *what)
{
	uint64_t result = guest_probe_result();

	guest_ok(result == wanted, "%s: ESR %#lx", what, result);
	guest_ok(guest_violated(wanted != 0), "%s: violations", what);
}

static void share(void)
{
	uint64_t page = (uintptr_t)guest_pages, top;

	*at(page) = SECRET;
	*at(page + PLAT_PAGE_SIZE) = SECRET;
	guest_ok(guest_ripas(page, page + PLAT_PAGE_SIZE, NULL) == RAM, "RAM");
	guest_probe_load(page | guest_alias);
	expect(SEA_DATA, "the alias of what is not shared");
	guest_ok(guest_set(page, page + PLAT_PAGE_SIZE, EMPTY, CHANGE_DESTROYED,
			   &top) == ACCEPT && top == page + PLAT_PAGE_SIZE,
		 "a page becomes EMPTY");
	guest_ok(guest_ripas(page, page + 2 * PLAT_PAGE_SIZE, &top) == EMPTY &&
		     top == page + PLAT_PAGE_SIZE, "it is EMPTY, alone");
	guest_probe_load(page);
	expect(SEA_DATA, "a read of what is EMPTY");
	guest_probe_store(page);
	expect(SEA_DATA, "a write to what is EMPTY");
	guest_ok(*at(page | guest_alias) != SECRET, "the host has no secret");
}

static void shared(void)
{
	uint64_t page = (uintptr_t)guest_pages;

	*at(page | guest_alias) = 0x1234;
	guest_ok(guest_host(HOST_READ, page, 0) == 0x1234,
		 "the host reads what is shared");
	guest_host(HOST_WRITE, page, 0x4321);
	guest_ok(*at(page | guest_alias) == 0x4321, "and writes it");
	guest_probe_run(page | guest_alias);
	expect(SEA_FETCH, "a fetch from what is shared");
	guest_probe_run(page);
	expect(SEA_FETCH, "a fetch from what is EMPTY");
	guest_ok(*at(page + PLAT_PAGE_SIZE) == SECRET,
		 "the next page has its secret");
}

static void unshare(void)
{
	uint64_t page = (uintptr_t)guest_pages, top;

	guest_ok(guest_set(page, page + PLAT_PAGE_SIZE, RAM, CHANGE_DESTROYED,
			   &top) == ACCEPT && top == page + PLAT_PAGE_SIZE,
		 "the page becomes RAM");
	guest_ok(*at(page) != SECRET && *at(page) != 0,
		 "it holds neither what it held nor zeroes");
	guest_probe_load(page | guest_alias);
	expect(SEA_DATA, "the alias of what is RAM again");
	guest_ok(guest_set(page, page + PLAT_PAGE_SIZE, RAM, 0, &top) == ACCEPT,
		 "RAM to RAM");
	*at(page) = SECRET;
	guest_set(page, page + PLAT_PAGE_SIZE, RAM, 0, &top);
	guest_ok(*at(page) == SECRET, "which changes nothing");
}

static void devices(void)
{
	uint64_t uart = UART | guest_alias;

	guest_ok(guest_ripas(0, RAM_IPA, NULL) == EMPTY, "devices are EMPTY");
	guest_probe_load(UART);
	expect(SEA_DATA, "a device in the protected half");
	guest_probe_load(uart + 0x18);
	expect(0, "a device in the other");
	guest_probe_pair(uart + 0x18);
	expect(SEA_DATA, "a device by an instruction that cannot be decoded");
	guest_probe_load(0x0f000000 | guest_alias);
	expect(SEA_DATA, "a device that is not there");
	guest_ok((guest_probe_byte(uart + 0xff0) & ~0x7ful) == 0,
		 "a byte of a device: the PrimeCell id 0x0d");
	guest_ok(guest_probe_load(uart + 0xfe0) == 0x11, "a word: 0x11");
}

static void elsewhere(void)
{
	guest_probe_load(2 * guest_alias + RAM_IPA);
	expect(SEA_DATA, "beyond the IPA space");
	guest_probe_load(RAM_IPA + PLAT_GIB(2));
	expect(SEA_DATA, "protected, where there is no RAM");
	guest_probe_load((RAM_IPA + PLAT_GIB(2)) | guest_alias);
	expect(SEA_DATA, "unprotected, where there is no RAM");
}

static void runs(void)
{
	uint64_t top;

	guest_ok(guest_ripas(RAM_IPA, RAM_IPA + PLAT_MIB(4), &top) == RAM &&
		     top == RAM_IPA + PLAT_MIB(2),
		 "a run of RAM ends after 2 MiB, as on the RMM");
	guest_ok(guest_set(RAM_IPA + PLAT_GIB(2), RAM_IPA + PLAT_GIB(3), RAM,
			   0, &top) == REJECT && top == RAM_IPA + PLAT_GIB(2),
		 "where there is no RAM the host rejects it");
}

void guest_memory(void)
{
	share();
	shared();
	unshare();
	devices();
	elsewhere();
	runs();
}

/* --- Faults on demand --------------------------------------------------- */

/* What the command line has these pages for. */
#define FAULTY (RAM_IPA + PLAT_MIB(16))
#define FAULTY_END (FAULTY + 4 * PLAT_PAGE_SIZE)

void guest_reject(void)
{
	uint64_t top = 0;

	guest_ok(guest_set(FAULTY, FAULTY_END, EMPTY, CHANGE_DESTROYED, &top) ==
		     ACCEPT && top == FAULTY + 2 * PLAT_PAGE_SIZE,
		 "up to the page that is rejected");
	guest_ok(guest_set(top, FAULTY_END, EMPTY, CHANGE_DESTROYED, &top) ==
		     REJECT && top == FAULTY + 2 * PLAT_PAGE_SIZE,
		 "and no further");
	guest_ok(guest_ripas(FAULTY, FAULTY_END, &top) == EMPTY &&
		     top == FAULTY + 2 * PLAT_PAGE_SIZE,
		 "nothing behind it changed");
}

void guest_destroyed(void)
{
	uint64_t top = 0;

	guest_ok(guest_ripas(FAULTY, FAULTY_END, &top) == DESTROYED &&
		     top == FAULTY + PLAT_PAGE_SIZE, "a page is DESTROYED");
	guest_ok(guest_set(FAULTY, FAULTY_END, RAM, 0, &top) == ACCEPT &&
		     top == FAULTY, "without CHANGE_DESTROYED no progress");
	guest_ok(guest_set(FAULTY, FAULTY_END, RAM, CHANGE_DESTROYED, &top) ==
		     ACCEPT && top == FAULTY_END, "with it there is");
	*at(FAULTY) = SECRET;
	guest_ok(*at(FAULTY) == SECRET, "the page is back");
	guest_host(HOST_DESTROY, FAULTY, 2);
	guest_ok(guest_ripas(FAULTY, FAULTY_END, &top) == DESTROYED &&
		     top == FAULTY + 2 * PLAT_PAGE_SIZE,
		 "the host destroys two pages while the realm runs");
}

void guest_partial(void)
{
	uint64_t top = 0;

	guest_ok(guest_set(FAULTY, FAULTY_END, EMPTY, CHANGE_DESTROYED, &top) ==
		     ACCEPT && top == FAULTY + 3 * PLAT_PAGE_SIZE,
		 "three pages at a time");
	guest_ok(guest_set(top, FAULTY_END, EMPTY, CHANGE_DESTROYED, &top) ==
		     ACCEPT && top == FAULTY_END, "and the rest");
}

void guest_stuck(void)
{
	uint64_t top = 0;

	guest_ok(guest_set(FAULTY, FAULTY_END, EMPTY, CHANGE_DESTROYED, &top) ==
		     ACCEPT && top == FAULTY, "accepted, and no progress");
}

void guest_short(void)
{
	uint64_t top = 0;

	guest_ok(guest_ripas(FAULTY, FAULTY_END, &top) == RAM &&
		     top == FAULTY + PLAT_PAGE_SIZE, "a run of one page");
}

void guest_empty(void)
{
	uint64_t top = 0, here = (uintptr_t)guest_pages;

	guest_ok(guest_ripas(here, here + PLAT_PAGE_SIZE, NULL) == RAM,
		 "the image is RAM up to its image_size");
	guest_ok(guest_ripas(FAULTY, FAULTY_END, &top) == EMPTY &&
		     top == FAULTY_END, "other RAM is EMPTY");
	guest_probe_load(FAULTY);
	expect(SEA_DATA, "a read of it");
	guest_ok(guest_set(FAULTY, FAULTY_END, RAM, 0, &top) == ACCEPT &&
		     top == FAULTY_END, "it becomes RAM");
	*at(FAULTY) = SECRET;
	guest_ok(*at(FAULTY) == SECRET, "and is there");
}

void guest_flip(void)
{
	uint64_t id = UART | guest_alias | 0xfe0;
	uint64_t first = guest_probe_load(id), second = guest_probe_load(id);

	guest_ok(first == 0x11 && second == 0xee,
		 "a register reads %#lx, then %#lx", first, second);
	guest_ok(guest_probe_load(id) == 0x11, "and so on");
	guest_ok(guest_probe_load(id + 4) == 0xdeadbeef &&
		     guest_probe_load(id + 4) == 0xdeadbeef,
		 "another is always the same");
}

/* Comes back in no way: the monitor ends the run. */
void guest_hang(void)
{
	guest_host(HOST_DESTROY, FAULTY, 1);
	guest_probe_load(FAULTY);
	guest_ok(false, "a destroyed page can be read");
}
