/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The ledger on a disk that is full or breaks, at each write and sync in turn. */

#include "packshot-sql.h"
#include "packshot-test-disk.h"
#include "packshot-test-ledger.h"
#include "packshot-test-utils.h"

typedef struct
{
  const char *name;
  PackshotTestDisk disk;
  gboolean is_full;
} Trouble;

static const Trouble troubles[] = {
  { "full", PACKSHOT_TEST_DISK_FULL, TRUE },
  { "breaks", PACKSHOT_TEST_DISK_BREAKS, FALSE },
  { "broken", PACKSHOT_TEST_DISK_BROKEN, FALSE },
};

/* SQLite does not always know what the system said. */
static void
assert_says_so (const GError *error, const Trouble *trouble)
{
  int code = trouble->is_full ? G_IO_ERROR_NO_SPACE : G_IO_ERROR_FAILED;

  g_assert_error (error, G_IO_ERROR, code);
  g_assert_true (g_regex_match_simple (
      trouble->is_full ? "disk is full" : "disk reports an error|Input/output error",
      error->message, 0, 0));
}

static void
assert_job (PackshotLedger *ledger, gint64 row, PackshotJobState state)
{
  g_autoptr (GPtrArray) events = packshot_test_ledger_list_events (ledger, row);
  g_autoptr (GPtrArray) charges = packshot_test_ledger_list_charges (ledger);
  gboolean is_submitted = state == PACKSHOT_JOB_SUBMITTING;

  g_assert_cmpint (packshot_test_ledger_get_state (ledger, row), ==, state);
  g_assert_cmpuint (events->len, ==, is_submitted ? 2 : 1);
  g_assert_cmpuint (charges->len, ==, is_submitted ? 1 : 0);
}

static void
copy_file (const char *from, const char *to, const char *suffix)
{
  g_autofree char *source = g_strconcat (from, suffix, NULL);
  g_autofree char *target = g_strconcat (to, suffix, NULL);
  g_autofree char *contents = NULL;
  gsize length;

  if (g_file_get_contents (source, &contents, &length, NULL))
    g_assert_true (g_file_set_contents (target, contents, (gssize) length, NULL));
}

/* What a program finds that is started after ours was killed at this moment: all or nothing. */
static void
assert_whole_after_kill (PackshotLedger *ledger, gint64 row, guint round)
{
  g_autofree char *folder = g_strdup_printf ("%s/after-kill-%u", g_get_user_cache_dir (), round);
  g_autofree char *path = g_build_filename (folder, "ledger.db", NULL);
  PackshotLedger *copy;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  copy_file (packshot_ledger_get_path (ledger), path, "");
  copy_file (packshot_ledger_get_path (ledger), path, "-wal");

  copy = packshot_test_ledger_open (folder);
  g_assert_null (packshot_ledger_get_set_aside (copy));
  assert_job (copy, row, packshot_test_ledger_get_state (copy, row));
  packshot_test_ledger_close (copy);
}

static PackshotLedgerChange *
new_intent (void)
{
  return packshot_ledger_change_new_intent (PACKSHOT_JOB_READY, PACKSHOT_JOB_SUBMITTING, "create",
                                            PACKSHOT_TEST_PRICE, "credits");
}

/* A change on a disk that fails from its nth call on. Returns whether it failed. */
static gboolean
change_in_trouble (const Trouble *trouble, guint n)
{
  g_autofree char *folder = g_strdup_printf ("%s/%s-%u", g_get_user_data_dir (), trouble->name, n);
  PackshotLedger *ledger = packshot_test_ledger_open (folder);
  gint64 row = packshot_test_ledger_add (ledger, "job-1");
  g_autoptr (GError) error = NULL;
  gboolean has_failed;

  packshot_test_disk_set (trouble->disk, n);
  has_failed = !packshot_test_ledger_try_apply (ledger, row, new_intent (), &error);
  g_assert_cmpint (packshot_test_disk_count_failures () > 0, ==, has_failed);
  packshot_test_disk_set (PACKSHOT_TEST_DISK_SOUND, 0);

  if (has_failed)
    {
      assert_says_so (error, trouble);
      assert_whole_after_kill (ledger, row, n);
      assert_job (ledger, row, PACKSHOT_JOB_READY);
      packshot_test_ledger_apply (ledger, row, new_intent ());
    }
  assert_job (ledger, row, PACKSHOT_JOB_SUBMITTING);

  packshot_test_ledger_close (ledger);
  ledger = packshot_test_ledger_open (folder);
  g_assert_null (packshot_ledger_get_set_aside (ledger));
  assert_job (ledger, row, PACKSHOT_JOB_SUBMITTING);
  packshot_test_ledger_close (ledger);

  return has_failed;
}

static void
test_change (gconstpointer user_data)
{
  const Trouble *trouble = user_data;
  guint n = 1;

  while (change_in_trouble (trouble, n))
    n++;

  /* The pages of a change, and one sync that makes it durable. */
  g_assert_cmpuint (n, >, 5);
  g_assert_cmpuint (n, <, 100);
}

/* Nothing is said to be written that was not synced: of every change, and from the first on. */
static void
test_every_change_is_synced (void)
{
  PackshotLedger *ledger = packshot_test_ledger_open (NULL);
  g_autoptr (GError) error = NULL;
  gint64 row = packshot_test_ledger_add (ledger, "job-1");

  packshot_test_disk_set (PACKSHOT_TEST_DISK_FORGETS, 1);
  g_assert_cmpint (packshot_test_ledger_try_add (ledger, "job-2", &error), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (packshot_test_ledger_try_apply (ledger, row, new_intent (), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (packshot_test_ledger_try_delete (ledger, row, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  packshot_test_disk_set (PACKSHOT_TEST_DISK_SOUND, 0);

  assert_job (ledger, row, PACKSHOT_JOB_READY);
  packshot_test_ledger_close (ledger);
}

/* A beginning on such a disk. Returns whether it failed. */
static gboolean
begin_in_trouble (const Trouble *trouble, guint n)
{
  g_autofree char *folder = g_strdup_printf ("%s/%s-%u", g_get_user_data_dir (), trouble->name, n);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotLedger) ledger = NULL;
  gboolean has_failed;

  packshot_test_disk_set (trouble->disk, n);
  ledger = packshot_test_ledger_try_open (folder, &error);
  has_failed = packshot_test_disk_count_failures () > 0;
  packshot_test_disk_set (PACKSHOT_TEST_DISK_SOUND, 0);

  if (ledger == NULL)
    assert_says_so (error, trouble);
  else
    packshot_test_ledger_close (g_steal_pointer (&ledger));

  /* It is not damage, and nothing of it stays. */
  ledger = packshot_test_ledger_open (folder);
  g_assert_null (packshot_ledger_get_set_aside (ledger));
  packshot_test_ledger_add (ledger, "job-1");
  packshot_test_ledger_close (g_steal_pointer (&ledger));

  return has_failed;
}

static void
test_begin (gconstpointer user_data)
{
  const Trouble *trouble = user_data;
  guint n = 1;

  while (begin_in_trouble (trouble, n))
    n++;

  g_assert_cmpuint (n, >, 10);
}

/* A damaged ledger on such a disk. Returns whether it failed. */
static gboolean
mend_in_trouble (const Trouble *trouble, guint n)
{
  g_autofree char *folder = g_strdup_printf ("%s/%s-%u", g_get_user_data_dir (), trouble->name, n);
  PackshotLedger *ledger = packshot_test_ledger_open (folder);
  g_autofree char *path = g_strdup (packshot_ledger_get_path (ledger));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (sqlite3) db = NULL;
  gboolean has_failed;

  packshot_test_ledger_add (ledger, "job-1");
  packshot_test_ledger_close (ledger);
  db = packshot_sql_open (path, NULL);
  g_assert_true (packshot_sql_run (db, "DROP TABLE copies", NULL));
  g_clear_pointer (&db, sqlite3_close);

  packshot_test_disk_set (trouble->disk, n);
  ledger = packshot_test_ledger_try_open (folder, &error);
  has_failed = packshot_test_disk_count_failures () > 0;
  packshot_test_disk_set (PACKSHOT_TEST_DISK_SOUND, 0);

  if (ledger == NULL)
    {
      assert_says_so (error, trouble);
      ledger = packshot_test_ledger_open (folder);
    }
  list = packshot_test_ledger_list (ledger);
  g_assert_cmpuint (list->len, ==, 1);
  packshot_test_ledger_close (ledger);

  return has_failed;
}

static void
test_mend (gconstpointer user_data)
{
  const Trouble *trouble = user_data;
  guint n = 1;

  while (mend_in_trouble (trouble, n))
    n++;

  g_assert_cmpuint (n, >, 10);
}

/* One that can't be read stays where it is, and the others are shown. */
static void
test_list (gconstpointer user_data)
{
  const Trouble *trouble = user_data;
  PackshotLedger *ledger = packshot_test_ledger_open (NULL);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) later = NULL;
  g_autoptr (sqlite3) db = NULL;
  gint64 n_quarantined;

  packshot_test_ledger_add (ledger, "job-1");
  packshot_test_ledger_add (ledger, "job-2");
  db = packshot_sql_open (packshot_ledger_get_path (ledger), NULL);
  g_assert_true (packshot_sql_run (db, "UPDATE jobs SET state = 'x' WHERE id = 'job-1'", NULL));

  g_test_expect_message ("packshot-core", G_LOG_LEVEL_WARNING, "*stays where it is*");
  packshot_test_disk_set (trouble->disk, 1);
  list = packshot_test_ledger_list (ledger);
  packshot_test_disk_set (PACKSHOT_TEST_DISK_SOUND, 0);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (list->len, ==, 1);

  later = packshot_test_ledger_list (ledger);
  g_assert_cmpuint (later->len, ==, 1);
  g_assert_true (
      packshot_sql_query_int (db, "SELECT count (*) FROM quarantine", &n_quarantined, NULL));
  g_assert_cmpint (n_quarantined, ==, 1);

  g_clear_pointer (&db, sqlite3_close);
  packshot_test_ledger_close (ledger);
}

static void
add_tests (const char *name, GTestDataFunc test)
{
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ledger-disk/%s/%s", name, troubles[i].name);

      g_test_add_data_func (path, &troubles[i], test);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  packshot_test_disk_install ();

  add_tests ("change", test_change);
  add_tests ("begin", test_begin);
  add_tests ("mend", test_mend);
  add_tests ("list", test_list);
  g_test_add_func ("/ledger-disk/every-change-is-synced", test_every_change_is_synced);

  return g_test_run ();
}
