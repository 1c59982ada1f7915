/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A harness without libFuzzer: runs the files and directories it is given,
 * or else the committed corpus of its name. Writes TAP.
 */
#include <dirent.h>

#include "tests/fuzz/fuzz.h"

static unsigned int nr_run;

static void run_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	static uint8_t bytes[1 << 16];
	uint8_t *data;
	size_t size;

	if (!file) {
		printf("not ok %u - %s cannot be read\n", ++nr_run, path);
		return;
	}
	size = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	/* Of just this size, so that the address sanitizer sees its end. */
	data = malloc(size ? size : 1);
	memcpy(data, bytes, size);
	fflush(stdout);
	LLVMFuzzerTestOneInput(data, size);
	free(data);
	printf("ok %u - %s\n", ++nr_run, path);
}

static void run_path(const char *path)
{
	struct dirent **names;
	int nr = scandir(path, &names, NULL, alphasort);

	if (nr < 0)
		run_file(path);
	for (int i = 0; i < nr; i++) {
		char inner[4096];

		snprintf(inner, sizeof(inner), "%s/%s", path,
			 names[i]->d_name);
		if (names[i]->d_name[0] != '.')
			run_file(inner);
		free(names[i]);
	}
	if (nr >= 0)
		free(names);
}

static void run_corpus(const char *program)
{
	const char *srcdir = getenv("srcdir");
	const char *name = strrchr(program, '/');
	const char *dot;
	char path[4096];

	name = name ? name + 1 : program;
	dot = strrchr(name, '.');
	snprintf(path, sizeof(path), "%s/tests/fuzz/corpus/%.*s",
		 srcdir ? srcdir : ".",
		 (int)(dot ? dot - name : (long)strlen(name)), name);
	run_path(path);
}

int main(int argc, char *argv[])
{
	for (int i = 1; i < argc; i++)
		run_path(argv[i]);
	if (argc < 2)
		run_corpus(argv[0]);
	printf("1..%u\n", nr_run);
	return 0;
}
