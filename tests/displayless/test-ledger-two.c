/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Two programs that use a ledger at once, and one that is killed. */

#include <string.h>

#include "packshot-core-error.h"
#include "packshot-ledger-watch.h"
#include "packshot-sql.h"
#include "packshot-test-ledger.h"
#include "packshot-test-process.h"
#include "packshot-test-utils.h"

/* As many programs as begin at the same moment. */
#define N_PROGRAMS 6

#define N_KILLS 30

typedef struct
{
  char *folder;
  PackshotLedger *ledger; /* (nullable) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->folder = packshot_test_ledger_dup_folder ();
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_clear_pointer (&fixture->ledger, packshot_test_ledger_close);
  g_free (fixture->folder);
}

static PackshotTestProcess *
start (Fixture *fixture, const char *what, const char *argument)
{
  const char *argv[] = { OTHER_PROGRAM, what, fixture->folder, argument, NULL };

  return packshot_test_process_new (argv);
}

static void
assert_says (PackshotTestProcess *process, const char *expected)
{
  g_autofree char *line = packshot_test_process_read_line (process);

  g_assert_cmpstr (line, ==, expected);
}

/* Programs that begin at once: gives how many of them say that they set something aside. */
static guint
begin_at_once (Fixture *fixture)
{
  PackshotTestProcess *processes[N_PROGRAMS];
  guint n_set_aside = 0;

  for (guint i = 0; i < N_PROGRAMS; i++)
    {
      g_autofree char *id = g_strdup_printf ("job-%u", i);

      processes[i] = start (fixture, "add", id);
    }

  for (guint i = 0; i < N_PROGRAMS; i++)
    {
      g_autofree char *line = NULL;

      assert_says (processes[i], "begun");
      line = packshot_test_process_read_line (processes[i]);
      n_set_aside += g_strcmp0 (line, "set aside") == 0;
    }

  for (guint i = 0; i < N_PROGRAMS; i++)
    {
      g_assert_cmpint (packshot_test_process_end (processes[i]), ==, 0);
      packshot_test_process_free (processes[i]);
    }

  return n_set_aside;
}

static void
assert_all_there (Fixture *fixture)
{
  g_autoptr (GPtrArray) list = NULL;

  fixture->ledger = packshot_test_ledger_open (fixture->folder);
  list = packshot_test_ledger_list (fixture->ledger);
  g_assert_cmpuint (list->len, ==, N_PROGRAMS);
}

static void
test_begin_at_once (Fixture *fixture, gconstpointer user_data)
{
  g_assert_cmpuint (begin_at_once (fixture), ==, 0);
  assert_all_there (fixture);
}

/* The damage is found by all, and set aside by one: nobody loses what another has written since. */
static void
test_damage_found_at_once (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "ledger.db", NULL);

  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "this is no database", -1, NULL));
  g_assert_cmpuint (begin_at_once (fixture), ==, 1);
  assert_all_there (fixture);
}

static void
damage (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "ledger.db", NULL);

  packshot_test_ledger_run_sql (path, "DROP TABLE copies");
}

/* Who has a damaged ledger open goes on writing to it: it stays in its place meanwhile. */
static void
test_damage_in_use (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  fixture->ledger = packshot_test_ledger_open (fixture->folder);
  packshot_test_ledger_add (fixture->ledger, "job-1");
  damage (fixture);
  g_assert_null (packshot_test_ledger_try_open (fixture->folder, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER);
  g_assert_nonnull (strstr (error->message, "has it open"));
  packshot_test_ledger_add (fixture->ledger, "job-2");
  packshot_test_ledger_close (fixture->ledger);

  fixture->ledger = packshot_test_ledger_open (fixture->folder);
  g_assert_nonnull (packshot_ledger_get_set_aside (fixture->ledger));
  list = packshot_test_ledger_list (fixture->ledger);
  g_assert_cmpuint (list->len, ==, 2);
}

/* The kernel knows that nobody has it open any more. */
static void
test_damage_after_kill (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotTestProcess) other = start (fixture, "add", "job-1");
  g_autoptr (GError) error = NULL;

  assert_says (other, "begun");
  assert_says (other, "added");
  damage (fixture);
  g_assert_null (packshot_test_ledger_try_open (fixture->folder, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER);

  packshot_test_process_kill (other);
  fixture->ledger = packshot_test_ledger_open (fixture->folder);
  g_assert_nonnull (packshot_ledger_get_set_aside (fixture->ledger));
}

/* A ledger whose jobs are all in its log, as long as somebody reads it, and which lacks a table. */
static sqlite3 *
make_damaged (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "ledger.db", NULL);
  PackshotLedger *ledger = packshot_test_ledger_open (fixture->folder);
  sqlite3 *reader = packshot_sql_open (path, NULL);
  g_autoptr (GError) error = NULL;

  packshot_test_ledger_add (ledger, "job-1");
  packshot_sql_run (reader, "DROP TABLE copies", &error);
  g_assert_no_error (error);
  packshot_test_ledger_close (ledger);

  return reader;
}

/* Whether the program was killed before it could say that it set something aside. As everywhere,
 * the library of the sanitizers may come after ours. */
static gboolean
is_killed_at (Fixture *fixture, guint point)
{
  const char *options = g_getenv ("ASAN_OPTIONS");
  g_autofree char *fate =
      g_strdup_printf ("PACKSHOT_POINT=%u:kill-before:sync,rename,unlink", point);
  g_autofree char *folder = g_strconcat ("PACKSHOT_FAULT_FOLDER=", fixture->folder, NULL);
  g_autofree char *asan = g_strconcat ("ASAN_OPTIONS=", options != NULL ? options : "",
                                       ":verify_asan_link_order=0", NULL);
  const char *argv[] = {
    "env",         asan,  folder,          fate,    "LD_PRELOAD=" FAULT_LIBRARY,
    OTHER_PROGRAM, "add", fixture->folder, "job-2", NULL
  };
  g_autoptr (PackshotTestProcess) process = packshot_test_process_new (argv);
  g_autofree char *line = NULL;

  assert_says (process, "begun");
  line = packshot_test_process_read_line (process);
  return line == NULL;
}

/* Killed at whatever moment of mending: no job is lost. */
static void
test_mending_killed (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *root = g_strdup (fixture->folder);
  gboolean is_killed = TRUE;
  guint n_kills;

  for (n_kills = 0; is_killed; n_kills++)
    {
      g_autofree char *name = g_strdup_printf ("folder-%u", n_kills);
      g_autoptr (sqlite3) reader = NULL;
      g_autoptr (GPtrArray) found = NULL;

      g_free (fixture->folder);
      fixture->folder = g_build_filename (root, name, NULL);
      reader = make_damaged (fixture);
      is_killed = is_killed_at (fixture, n_kills + 1);

      fixture->ledger = packshot_test_ledger_open (fixture->folder);
      found = packshot_test_ledger_find (fixture->ledger, "job-1");
      g_test_message ("point %u", n_kills + 1);
      g_assert_cmpuint (found->len, ==, 1);
      g_clear_pointer (&fixture->ledger, packshot_test_ledger_close);
    }

  g_assert_cmpuint (n_kills, >, 8);
}

/* Connected swapped, so that it fits any signal. */
static void
count_cb (gpointer user_data)
{
  guint *n = user_data;

  (*n)++;
}

static gboolean
has_changed (PackshotLedger *ledger)
{
  g_autoptr (GAsyncResult) answer = NULL;
  gboolean changed = FALSE;

  packshot_ledger_check_async (ledger, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  g_assert_true (packshot_ledger_check_finish (ledger, answer, &changed, NULL));

  return changed;
}

static void
test_check (Fixture *fixture, gconstpointer user_data)
{
  PackshotLedger *ledger = fixture->ledger = packshot_test_ledger_open (fixture->folder);
  gint64 row = packshot_test_ledger_add (ledger, "job-1");
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, row);
  g_autoptr (PackshotTestProcess) other = start (fixture, "submit", number);

  assert_says (other, "open");
  packshot_test_ledger_add (ledger, "job-2");
  g_assert_false (has_changed (ledger));

  packshot_test_process_say (other, "");
  assert_says (other, "submitted");
  g_assert_true (has_changed (ledger));
  g_assert_false (has_changed (ledger));

  g_assert_cmpint (packshot_test_process_end (other), ==, 0);
}

static void
test_watch (Fixture *fixture, gconstpointer user_data)
{
  PackshotLedger *ledger = fixture->ledger = packshot_test_ledger_open (fixture->folder);
  gint64 row = packshot_test_ledger_add (ledger, "job-1");
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, row);
  g_autofree char *log_path = g_strconcat (packshot_ledger_get_path (ledger), "-wal", NULL);
  g_autoptr (GFile) log = g_file_new_for_path (log_path);
  g_autoptr (GFileMonitor) monitor = NULL;
  g_autoptr (PackshotTestProcess) other = start (fixture, "submit", number);
  PackshotLedgerWatch *watch;
  guint n_changes = 0, n_writes = 0;

  assert_says (other, "open");
  watch = packshot_ledger_watch_new (ledger, NULL);
  g_signal_connect_swapped (watch, "changed", G_CALLBACK (count_cb), &n_changes);

  /* Our own writes are seen on disk, and told of by nobody. The second one comes by the same way
   * after the watch has asked about the first. */
  monitor = g_file_monitor_file (log, G_FILE_MONITOR_NONE, NULL, NULL);
  g_signal_connect_swapped (monitor, "changed", G_CALLBACK (count_cb), &n_writes);
  for (guint i = 2; i <= 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("job-%u", i);
      guint before = n_writes;

      packshot_test_ledger_add (ledger, id);
      packshot_test_wait_until (n_writes > before);
      packshot_test_ledger_get_state (ledger, row);
    }
  g_assert_cmpuint (n_changes, ==, 0);

  packshot_test_process_say (other, "");
  assert_says (other, "submitted");
  packshot_test_wait_until (n_changes > 0);
  g_assert_cmpint (packshot_test_ledger_get_state (ledger, row), ==, PACKSHOT_JOB_SUBMITTING);

  g_file_monitor_cancel (monitor);
  g_assert_cmpint (packshot_test_process_end (other), ==, 0);
  g_assert_finalize_object (watch);
}

/* One that is dropped while the ledger is being asked. */
static void
test_watch_dropped (Fixture *fixture, gconstpointer user_data)
{
  PackshotLedger *ledger = fixture->ledger = packshot_test_ledger_open (fixture->folder);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("job-%u", i);
      PackshotLedgerWatch *watch = packshot_ledger_watch_new (ledger, NULL);

      packshot_test_ledger_add (ledger, id);
      for (guint j = 0; j < i; j++)
        g_main_context_iteration (NULL, FALSE);
      g_assert_finalize_object (watch);
    }
}

/* What has to be true of a job whatever moment it was cut off at. */
static void
assert_whole (PackshotLedger *ledger, PackshotLedgerEntry *entry, const GPtrArray *charges)
{
  gint64 row = packshot_ledger_entry_get_row (entry);
  g_autoptr (GPtrArray) events = packshot_test_ledger_list_events (ledger, row);
  g_autoptr (PackshotLedgerRecord) record = packshot_test_ledger_load (ledger, row);
  guint n_open = 0, n_settled = 0;

  for (guint i = 0; i < charges->len; i++)
    {
      const PackshotLedgerCharge *charge = g_ptr_array_index (charges, i);

      n_open += charge->row == row && charge->settled_at == 0;
      n_settled += charge->row == row && charge->settled_at != 0;
    }

  switch (packshot_ledger_entry_get_state (entry))
    {
    case PACKSHOT_JOB_READY:
      g_assert_cmpuint (events->len, ==, 1);
      g_assert_cmpuint (n_open + n_settled, ==, 0);
      g_assert_cmpuint (record->remote_ids->len, ==, 0);
      break;
    case PACKSHOT_JOB_SUBMITTING:
      g_assert_cmpuint (events->len, ==, 2);
      g_assert_cmpuint (n_open, ==, 1);
      g_assert_cmpuint (n_settled, ==, 0);
      g_assert_cmpuint (record->remote_ids->len, ==, 0);
      break;
    case PACKSHOT_JOB_WAITING:
      g_assert_cmpuint (events->len, ==, 3);
      g_assert_cmpuint (n_open, ==, 0);
      g_assert_cmpuint (n_settled, ==, 1);
      g_assert_cmpuint (record->remote_ids->len, ==, 2);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Gives how many transactions the jobs from this one on took. */
static guint
count_steps (PackshotLedger *ledger, guint from)
{
  g_autoptr (GPtrArray) list = packshot_test_ledger_list (ledger);
  g_autoptr (GPtrArray) charges = packshot_test_ledger_list_charges (ledger);
  guint n_steps = 0;

  for (guint i = from; i < list->len; i++)
    {
      PackshotLedgerEntry *entry = g_ptr_array_index (list, i);
      PackshotJobState state = packshot_ledger_entry_get_state (entry);

      assert_whole (ledger, entry, charges);
      n_steps += state == PACKSHOT_JOB_READY ? 1 : state == PACKSHOT_JOB_SUBMITTING ? 2 : 3;
    }

  return n_steps;
}

static void
assert_sound (PackshotLedger *ledger)
{
  g_autoptr (sqlite3) db = packshot_sql_open (packshot_ledger_get_path (ledger), NULL);
  g_autoptr (sqlite3_stmt) check = packshot_sql_prepare (db, "PRAGMA integrity_check", NULL);

  g_assert_cmpint (sqlite3_step (check), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (check, 0), ==, "ok");
}

/* What was told is there, and perhaps the one thing that was going on. */
static void
test_kill (Fixture *fixture, gconstpointer user_data)
{
  guint n_jobs = 0;

  for (guint i = 0; i < N_KILLS; i++)
    {
      g_autofree char *prefix = g_strdup_printf ("round-%u", i);
      g_autoptr (PackshotTestProcess) worker = start (fixture, "work", prefix);
      guint n_told = (guint) g_test_rand_int_range (0, 20);
      guint n_steps;

      for (guint j = 0; j < n_told; j++)
        g_free (packshot_test_process_read_line (worker));
      packshot_test_process_kill (worker);
      while (TRUE)
        {
          g_autofree char *line = packshot_test_process_read_line (worker);

          if (line == NULL)
            break;
          n_told++;
        }

      fixture->ledger = packshot_test_ledger_open (fixture->folder);
      g_assert_null (packshot_ledger_get_set_aside (fixture->ledger));
      n_steps = count_steps (fixture->ledger, n_jobs);
      g_assert_cmpuint (n_steps, >=, n_told);
      g_assert_cmpuint (n_steps, <=, n_told + 1);
      assert_sound (fixture->ledger);

      n_jobs += (n_steps + 2) / 3;
      g_clear_pointer (&fixture->ledger, packshot_test_ledger_close);
    }
}

#define ADD(path, function)                                                                        \
  g_test_add ("/ledger-two/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("begin-at-once", test_begin_at_once);
  ADD ("damage-found-at-once", test_damage_found_at_once);
  ADD ("damage-in-use", test_damage_in_use);
  ADD ("damage-after-kill", test_damage_after_kill);
  ADD ("mending-killed", test_mending_killed);
  ADD ("check", test_check);
  ADD ("watch", test_watch);
  ADD ("watch-dropped", test_watch_dropped);
  ADD ("kill", test_kill);

  return g_test_run ();
}
