/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * mapgrant DOM GRANT UNTIL: in dom0, map a page that domain DOM has granted;
 * it has to begin with "from the guest". Write "from dom0" there, keep it until
 * the xenstore path UNTIL is there, and let it go.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <xengnttab.h>

#define MOST_LOOKS 200

static int is_there(const char *path)
{
	char command[256];

	snprintf(command, sizeof(command), "xenstore-exists %s", path);
	return system(command) == 0;
}

static int use(char *page, const char *until)
{
	if (strcmp(page, "from the guest") != 0) {
		fprintf(stderr, "mapgrant: the page has: %.32s\n", page);
		return 1;
	}
	strcpy(page, "from dom0");
	for (int i = 0; i < MOST_LOOKS && !is_there(until); i++)
		usleep(50000);
	return 0;
}

int main(int argc, char *argv[])
{
	xengnttab_handle *table = xengnttab_open(NULL, 0);
	char *page = NULL;
	int status;

	if (argc != 4)
		return 2;
	if (table)
		page = xengnttab_map_grant_ref(
		    table, (uint32_t)strtoul(argv[1], NULL, 10),
		    (uint32_t)strtoul(argv[2], NULL, 10),
		    PROT_READ | PROT_WRITE);
	if (!page) {
		perror("mapgrant");
		return 1;
	}
	status = use(page, argv[3]);
	if (xengnttab_unmap(table, page, 1))
		perror("mapgrant: unmap");
	xengnttab_close(table);
	return status;
}
