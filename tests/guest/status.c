/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The status that main returns is what the user's shell sees. Returns the
 * number in argv[1].
 */
#include <plat/types.h>

int main(int argc, char *argv[])
{
	int status = 0;

	for (const char *p = argc > 1 ? argv[1] : ""; *p; p++)
		status = status * 10 + (*p - '0');
	return status;
}
