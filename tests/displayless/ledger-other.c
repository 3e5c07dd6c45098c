/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The other one of two programs that use a ledger at once. It says a line of what it did.
 *
 * ledger-other lease LOCK_FILE ROW: holds the lease of a job until its standard input ends.
 * ledger-other add FOLDER ID: adds a job.
 * ledger-other submit FOLDER ROW: submits a job when it is told so by a line.
 * ledger-other limit FOLDER ROW: the same, with a daily limit of what two jobs cost.
 * ledger-other work FOLDER PREFIX: adds, submits and answers jobs until it is killed. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "packshot-core-error.h"
#include "packshot-lease.h"
#include "packshot-test-ledger.h"

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

static int
add (const char *folder, const char *id)
{
  PackshotLedger *ledger;

  say ("begun");
  ledger = packshot_test_ledger_open (folder);
  packshot_test_ledger_add (ledger, id);
  say (packshot_ledger_get_set_aside (ledger) != NULL ? "set aside" : "added");
  wait_for_end_of_input ();
  packshot_test_ledger_close (ledger);

  return EXIT_SUCCESS;
}

static int
submit (const char *folder, const char *row)
{
  PackshotLedger *ledger = packshot_test_ledger_open (folder);
  char line[100];

  say ("open");
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      packshot_test_ledger_submit (ledger, g_ascii_strtoll (row, NULL, 10));
      say ("submitted");
    }
  packshot_test_ledger_close (ledger);

  return EXIT_SUCCESS;
}

static int
submit_within_limit (const char *folder, const char *row)
{
  PackshotLedger *ledger = packshot_test_ledger_open (folder);
  PackshotLedgerChange *change = packshot_ledger_change_new_intent (
      PACKSHOT_JOB_READY, PACKSHOT_JOB_SUBMITTING, "create", PACKSHOT_TEST_PRICE, "credits");
  g_autoptr (GError) error = NULL;

  change->limit = 2 * PACKSHOT_TEST_PRICE;
  say ("open");
  getchar ();
  if (packshot_test_ledger_try_apply (ledger, g_ascii_strtoll (row, NULL, 10), change, &error))
    say ("submitted");
  else
    say (g_error_matches (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LIMIT) ? "refused"
                                                                                 : error->message);
  packshot_test_ledger_close (ledger);

  return EXIT_SUCCESS;
}

static int
work (const char *folder, const char *prefix)
{
  PackshotLedger *ledger = packshot_test_ledger_open (folder);

  for (guint i = 0; i < G_MAXUINT16; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%u", prefix, i);
      gint64 row = packshot_test_ledger_add (ledger, id);

      say ("added");
      packshot_test_ledger_submit (ledger, row);
      say ("submitted");
      packshot_test_ledger_answer (ledger, row, id);
      say ("answered");
    }

  return EXIT_FAILURE;
}

int
main (int argc, char **argv)
{
  g_return_val_if_fail (argc == 4, EXIT_FAILURE);

  if (g_str_equal (argv[1], "lease"))
    return hold_lease (argv[2], argv[3]);

  /* Requests need a photo, and the folders of the test are not handed down. */
  g_setenv ("XDG_RUNTIME_DIR", argv[2], TRUE);
  if (g_str_equal (argv[1], "add"))
    return add (argv[2], argv[3]);
  if (g_str_equal (argv[1], "submit"))
    return submit (argv[2], argv[3]);
  if (g_str_equal (argv[1], "limit"))
    return submit_within_limit (argv[2], argv[3]);
  if (g_str_equal (argv[1], "work"))
    return work (argv[2], argv[3]);

  return EXIT_FAILURE;
}
