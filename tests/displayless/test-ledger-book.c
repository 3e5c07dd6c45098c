/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What stays of a job: its price, what it cost, its number. */

#include "packshot-core-error.h"
#include "packshot-sql.h"
#include "packshot-test-ledger.h"
#include "packshot-test-utils.h"

typedef struct
{
  PackshotLedger *ledger;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->ledger = packshot_test_ledger_open (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_ledger_close (fixture->ledger);
}

static void
reopen (Fixture *fixture)
{
  packshot_test_ledger_close (fixture->ledger);
  fixture->ledger = packshot_test_ledger_open (NULL);
}

static void
test_free_job (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotRegistry) registry = packshot_registry_new ();
  g_autoptr (PackshotRequest) request = packshot_test_ledger_make_request (registry);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (PackshotLedgerRecord) record = NULL;
  g_autoptr (GPtrArray) charges = NULL;
  gint64 row;

  packshot_ledger_add_async (fixture->ledger, "free", request, "", NULL, 0, NULL, NULL,
                             packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  row = packshot_ledger_add_finish (fixture->ledger, answer, NULL);

  packshot_test_ledger_apply (
      fixture->ledger, row,
      packshot_ledger_change_new_intent (PACKSHOT_JOB_READY, PACKSHOT_JOB_MAKING, "make", 0, NULL));
  record = packshot_test_ledger_load (fixture->ledger, row);
  g_assert_null (packshot_ledger_entry_get_unit (record->entry));
  g_assert_null (packshot_ledger_entry_get_output (record->entry));
  g_assert_cmpint (packshot_ledger_entry_get_price (record->entry), ==, PACKSHOT_MONEY_UNKNOWN);

  charges = packshot_test_ledger_list_charges (fixture->ledger);
  g_assert_cmpuint (charges->len, ==, 0);
}

static void
assert_charge (GPtrArray *charges,
               guint index,
               gint64 row,
               const char *step,
               gint64 asked,
               gint64 charged)
{
  const PackshotLedgerCharge *charge;

  g_assert_cmpuint (index, <, charges->len);
  charge = g_ptr_array_index (charges, index);
  g_assert_cmpint (charge->row, ==, row);
  g_assert_cmpstr (charge->service, ==, "dummy");
  g_assert_cmpstr (charge->title, ==, "Mug");
  g_assert_cmpstr (charge->step, ==, step);
  g_assert_cmpint (charge->asked, ==, asked);
  g_assert_cmpint (charge->charged, ==, charged);
  g_assert_cmpint (charge->settled_at != 0, ==, charged != PACKSHOT_MONEY_UNKNOWN);
  g_assert_cmpstr (charge->unit, ==, "credits");
}

static PackshotLedgerChange *
new_charged (PackshotJobState from, PackshotJobState to, const char *step, gint64 amount)
{
  PackshotLedgerChange *change =
      packshot_ledger_change_new (from, to, PACKSHOT_EVENT_ANSWERED, step);

  change->money = PACKSHOT_MONEY_CHARGED;
  change->amount = amount;
  change->unit = g_strdup ("credits");
  return change;
}

/* A refusal that cost nothing, a second try, a second paid step, and a charge nobody announced. */
static void
test_money (Fixture *fixture, gconstpointer user_data)
{
  PackshotLedger *ledger = fixture->ledger;
  gint64 row = packshot_test_ledger_add (ledger, "job-1");
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) charges = NULL;
  g_autoptr (PackshotLedgerRecord) record = NULL;

  packshot_test_ledger_submit (ledger, row);
  open = packshot_test_ledger_list_charges (ledger);
  assert_charge (open, 0, row, "create", PACKSHOT_TEST_PRICE, PACKSHOT_MONEY_UNKNOWN);

  packshot_test_ledger_apply (
      ledger, row, new_charged (PACKSHOT_JOB_SUBMITTING, PACKSHOT_JOB_READY, "create", 0));
  packshot_test_ledger_submit (ledger, row);
  packshot_test_ledger_apply (ledger, row,
                              new_charged (PACKSHOT_JOB_SUBMITTING, PACKSHOT_JOB_WAITING, "create",
                                           90 * PACKSHOT_MONEY_ONE));
  packshot_test_ledger_apply (ledger, row,
                              packshot_ledger_change_new (PACKSHOT_JOB_WAITING, PACKSHOT_JOB_REVIEW,
                                                          PACKSHOT_EVENT_ANSWERED, "poll"));
  packshot_test_ledger_apply (
      ledger, row,
      packshot_ledger_change_new_intent (PACKSHOT_JOB_REVIEW, PACKSHOT_JOB_SUBMITTING, "approve",
                                         PACKSHOT_MONEY_UNKNOWN, "credits"));
  packshot_test_ledger_apply (ledger, row,
                              new_charged (PACKSHOT_JOB_SUBMITTING, PACKSHOT_JOB_WAITING, "approve",
                                           PACKSHOT_MONEY_ONE / 2));
  packshot_test_ledger_apply (
      ledger, row, new_charged (PACKSHOT_JOB_WAITING, PACKSHOT_JOB_WAITING, "storage", 3));

  charges = packshot_test_ledger_list_charges (ledger);
  g_assert_cmpuint (charges->len, ==, 4);
  assert_charge (charges, 0, row, "create", PACKSHOT_TEST_PRICE, 0);
  assert_charge (charges, 1, row, "create", PACKSHOT_TEST_PRICE, 90 * PACKSHOT_MONEY_ONE);
  assert_charge (charges, 2, row, "approve", PACKSHOT_MONEY_UNKNOWN, PACKSHOT_MONEY_ONE / 2);
  assert_charge (charges, 3, row, "storage", PACKSHOT_MONEY_UNKNOWN, 3);

  record = packshot_test_ledger_load (ledger, row);
  g_assert_cmpint (packshot_ledger_entry_get_price (record->entry), ==, PACKSHOT_MONEY_UNKNOWN);
  g_assert_cmpint (packshot_ledger_entry_get_charged (record->entry), ==, 90500003);
}

static void
test_delete (Fixture *fixture, gconstpointer user_data)
{
  PackshotLedger *ledger = fixture->ledger;
  gint64 row = packshot_test_ledger_add (ledger, "job-1");
  gint64 other = packshot_test_ledger_add (ledger, "job-2");
  PackshotLedgerChange *lost;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) charges = NULL;

  packshot_test_ledger_submit (ledger, row);
  g_assert_false (packshot_test_ledger_try_delete (ledger, row, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);
  g_clear_error (&error);

  packshot_test_ledger_answer (ledger, row, "video-1");
  lost = packshot_ledger_change_new (PACKSHOT_JOB_WAITING, PACKSHOT_JOB_FAILED,
                                     PACKSHOT_EVENT_ANSWERED, "poll");
  lost->failure = PACKSHOT_FAILURE_SERVICE;
  packshot_test_ledger_apply (ledger, row, lost);
  g_assert_true (packshot_test_ledger_try_delete (ledger, row, &error));
  g_assert_no_error (error);
  g_assert_false (packshot_test_ledger_try_delete (ledger, row, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_NO_JOB);

  reopen (fixture);
  list = packshot_test_ledger_list (fixture->ledger);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (packshot_ledger_entry_get_row (list->pdata[0]), ==, other);
  events = packshot_test_ledger_list_events (fixture->ledger, row);
  g_assert_cmpuint (events->len, ==, 0);
  charges = packshot_test_ledger_list_charges (fixture->ledger);
  g_assert_cmpuint (charges->len, ==, 1);
  assert_charge (charges, 0, row, "create", PACKSHOT_TEST_PRICE, PACKSHOT_TEST_PRICE);
}

/* Leases and the money book go by rows. */
static void
test_rows_are_not_reused (Fixture *fixture, gconstpointer user_data)
{
  gint64 row = packshot_test_ledger_add (fixture->ledger, "job-1");

  g_assert_true (packshot_test_ledger_try_delete (fixture->ledger, row, NULL));
  reopen (fixture);
  g_assert_cmpint (packshot_test_ledger_add (fixture->ledger, "job-2"), >, row);
}

/* The tables themselves see to it, whatever a later version of the program tries. */
static void
test_what_stays (Fixture *fixture, gconstpointer user_data)
{
  gint64 row = packshot_test_ledger_add (fixture->ledger, "job-1");
  g_autoptr (sqlite3) db = NULL;

  packshot_test_ledger_submit (fixture->ledger, row);
  db = packshot_sql_open (packshot_ledger_get_path (fixture->ledger), NULL);
  g_assert_false (packshot_sql_run (db, "UPDATE events SET words = 'x'", NULL));
  g_assert_false (packshot_sql_run (db, "DELETE FROM charges", NULL));
  g_assert_true (packshot_sql_run (db, "UPDATE jobs SET title = 'x'", NULL));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/ledger-book/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("free-job", test_free_job);
  ADD ("money", test_money);
  ADD ("delete", test_delete);
  ADD ("rows-are-not-reused", test_rows_are_not_reused);
  ADD ("what-stays", test_what_stays);

  return g_test_run ();
}
