/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Whatever is in the file of the ledger, it is opened or refused in words, each job in it is read
 * or told of and put aside, and nothing goes away. */

#include <math.h>
#include <string.h>

#include "packshot-core-error.h"
#include "packshot-fuzz-ledger.h"
#include "packshot-fuzz.h"
#include "packshot-test-ledger.h"
#include "packshot-test-utils.h"

/* What became of a ledger. */
typedef struct
{
  PackshotLedger *ledger; /* (unowned) */
  gboolean is_damaged;    /* not only odd values, but bytes of the file */
  guint n_told;
} Visit;

static void
check_words (const char *words)
{
  g_assert_true (words != NULL && *words != '\0' && g_utf8_validate (words, -1, NULL));
  g_assert_null (strchr (words, '\n'));
}

static void
quarantined_cb (PackshotLedger *ledger, gint64 row, const char *words, gpointer user_data)
{
  Visit *visit = user_data;

  check_words (words);
  visit->n_told++;
}

/* A folder is named after it, and it stands in lists on terminals as it is. */
static void
check_id (const char *id)
{
  g_assert_true (*id != '\0' && *id != '.' && strchr (id, '/') == NULL);
  g_assert_true (g_utf8_validate (id, -1, NULL));
  for (const char *p = id; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
}

/* Returns: (transfer full) (nullable): what a list holds; %NULL where the file is beyond reading */
static GPtrArray *
take_list (Visit *visit, GAsyncResult **answer)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list;

  packshot_test_wait_until (*answer != NULL);
  list = packshot_ledger_list_finish (visit->ledger, *answer, &error);
  if (list == NULL)
    {
      check_words (error->message);
      g_assert_true (visit->is_damaged);
    }

  return list;
}

static GPtrArray *
list_jobs (Visit *visit)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_ledger_list_async (visit->ledger, NULL, packshot_test_answer_cb, &answer);
  return take_list (visit, &answer);
}

static void
check_entry (PackshotLedgerEntry *entry)
{
  const char *words = packshot_ledger_entry_get_words (entry);
  const char *output = packshot_ledger_entry_get_output (entry);

  check_id (packshot_ledger_entry_get_id (entry));
  g_assert_true (g_utf8_validate (packshot_ledger_entry_get_title (entry), -1, NULL));
  g_assert_true (words == NULL || g_utf8_validate (words, -1, NULL));
  g_assert_true (output == NULL || g_path_is_absolute (output));
  g_assert_cmpint (packshot_ledger_entry_get_created (entry), >=, 0);
  g_assert_cmpint (packshot_ledger_entry_get_not_before (entry), >=, 0);
  g_assert_cmpuint (packshot_ledger_entry_get_state (entry), <, PACKSHOT_JOB_N_STATES);
  g_assert_cmpuint (packshot_ledger_entry_get_paid_step (entry), <, PACKSHOT_N_STEPS);
  g_assert_cmpint (packshot_ledger_entry_get_paid_at (entry), >=, 0);
}

static void
check_results (const PackshotLedgerRecord *record)
{
  g_assert_true (record->result == NULL || isfinite (record->result->duration));
  for (guint i = 0; i < record->results->len; i++)
    {
      const PackshotLedgerResult *result = record->results->pdata[i];

      g_assert_true (isfinite (result->duration));
      g_assert_true (result->video == NULL || g_path_is_absolute (result->video));
      g_assert_true (result->cover == NULL || g_path_is_absolute (result->cover));
    }
}

static void
check_parts (Visit *visit, gint64 row)
{
  g_autoptr (GAsyncResult) events = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotLedgerRecord) record =
      packshot_test_ledger_try_load (visit->ledger, row, &error);

  if (record != NULL)
    check_results (record);
  else
    check_words (error->message);
  if (record == NULL && !visit->is_damaged)
    g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNREADABLE_JOB);

  packshot_ledger_list_events_async (visit->ledger, row, NULL, packshot_test_answer_cb, &events);
  list = take_list (visit, &events);
}

static void
check_all (Visit *visit)
{
  g_autoptr (GPtrArray) list = list_jobs (visit);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GPtrArray) charges = NULL;
  g_autoptr (GPtrArray) rest = NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      check_entry (list->pdata[i]);
      check_parts (visit, packshot_ledger_entry_get_row (list->pdata[i]));
    }
  packshot_ledger_list_charges_async (visit->ledger, 0, NULL, packshot_test_answer_cb, &answer);
  charges = take_list (visit, &answer);

  rest = list_jobs (visit);
  if (!visit->is_damaged)
    g_assert_cmpuint (rest->len + visit->n_told, ==, PACKSHOT_FUZZ_LEDGER_N_JOBS);
}

static void
close_ledger (Visit *visit)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_ledger_close_async (visit->ledger, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  packshot_ledger_close_finish (visit->ledger, answer, NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (PackshotLedger) ledger = NULL;
  g_autoptr (GError) error = NULL;
  Visit visit = { 0 };

  visit.is_damaged = packshot_fuzz_ledger_spoil (data, size);
  ledger = packshot_test_ledger_try_open (packshot_fuzz_ledger_get_folder (), &error);
  if (ledger == NULL)
    {
      check_words (error->message);
      g_assert_true (visit.is_damaged);
      return 0;
    }

  visit.ledger = ledger;
  g_signal_connect (ledger, "quarantined", G_CALLBACK (quarantined_cb), &visit);
  if (!visit.is_damaged)
    g_assert_null (packshot_ledger_get_set_aside (ledger));
  check_all (&visit);
  close_ledger (&visit);
  g_signal_handlers_disconnect_by_data (ledger, &visit);

  return 0;
}
