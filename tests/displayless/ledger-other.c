/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The other one of two programs that use a ledger at once. It says a line of what it did, and ends
 * with its standard input.
 *
 * ledger-other lease LOCK_FILE ROW: holds the lease of a job. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "packshot-lease.h"

static void
say (const char *line)
{
  puts (line);
  fflush (stdout);
}

static void
wait_for_end_of_input (void)
{
  while (getchar () != EOF)
    continue;
}

static int
hold_lease (const char *path, const char *row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotLockFile) file = packshot_lock_file_open (path, &error);
  g_autoptr (PackshotLease) lease = NULL;

  if (file != NULL)
    lease = packshot_lease_new (file, g_ascii_strtoll (row, NULL, 10), &error);

  say (lease != NULL ? "held" : error->message);
  wait_for_end_of_input ();

  return lease != NULL ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "lease"))
    return hold_lease (argv[2], argv[3]);

  return EXIT_FAILURE;
}
