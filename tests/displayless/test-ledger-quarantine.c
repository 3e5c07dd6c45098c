/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Jobs that can't be read. */

#include <string.h>

#include "packshot-core-error.h"
#include "packshot-sql.h"
#include "packshot-test-ledger.h"
#include "packshot-test-utils.h"

#define N_JOBS  5
#define BAD_ROW 3

/* Of noise in the tables. */
#define N_ROUNDS 200

typedef struct
{
  PackshotLedger *ledger;
  GPtrArray *told; /* (element-type utf8): what the ledger said of bad jobs */
  GArray *rows;    /* (element-type gint64) */
} Fixture;

static void
quarantined_cb (PackshotLedger *ledger, gint64 row, const char *words, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_ptr_array_add (fixture->told, g_strdup (words));
  g_array_append_val (fixture->rows, row);
}

static void
open_ledger (Fixture *fixture)
{
  fixture->ledger = packshot_test_ledger_open (NULL);
  g_assert_null (packshot_ledger_get_set_aside (fixture->ledger));
  g_signal_connect (fixture->ledger, "quarantined", G_CALLBACK (quarantined_cb), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->told = g_ptr_array_new_with_free_func (g_free);
  fixture->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  open_ledger (fixture);

  for (guint i = 1; i <= N_JOBS; i++)
    {
      g_autofree char *id = g_strdup_printf ("job-%u", i);
      gint64 row = packshot_test_ledger_add (fixture->ledger, id);

      packshot_test_ledger_submit (fixture->ledger, row);
      packshot_test_ledger_answer (fixture->ledger, row, id);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_ledger_close (fixture->ledger);
  g_ptr_array_unref (fixture->told);
  g_array_unref (fixture->rows);
}

static sqlite3 *
connect_to (Fixture *fixture)
{
  sqlite3 *db = packshot_sql_open (packshot_ledger_get_path (fixture->ledger), NULL);

  g_assert_nonnull (db);
  return db;
}

static void
run_sql (Fixture *fixture, const char *sql)
{
  g_autoptr (sqlite3) db = connect_to (fixture);
  g_autoptr (GError) error = NULL;

  packshot_sql_run (db, sql, &error);
  g_assert_no_error (error);
}

/* Writes to the definition of the tables, which no program does. */
static void
change_schema (Fixture *fixture, const char *sql)
{
  g_autoptr (sqlite3) db = connect_to (fixture);
  g_autoptr (GError) error = NULL;

  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  packshot_sql_run (db, "PRAGMA writable_schema = ON", &error);
  g_assert_no_error (error);
  packshot_sql_run (db, sql, &error);
  g_assert_no_error (error);
}

/* Lets anything into the tables, as damage does. */
static void
loosen (Fixture *fixture)
{
  change_schema (fixture, "CREATE TABLE saved AS SELECT name, sql FROM sqlite_schema "
                          "WHERE sql LIKE 'CREATE TABLE%' AND name NOT LIKE 'sqlite_%';"
                          "UPDATE sqlite_master "
                          "SET sql = replace (replace (sql, ' STRICT', ''), ' NOT NULL', '') "
                          "WHERE name IN (SELECT name FROM saved);");
}

static void
tighten (Fixture *fixture)
{
  change_schema (fixture, "UPDATE sqlite_master "
                          "SET sql = (SELECT sql FROM saved WHERE name = sqlite_master.name) "
                          "WHERE name IN (SELECT name FROM saved);"
                          "DROP TABLE saved;");
}

/* All that the tables say of a job, in words. */
static char *
describe (Fixture *fixture, gint64 row)
{
  static const char *const tables[] = { "jobs", "requests", "copies", "remote_ids", "events" };
  g_autoptr (sqlite3) db = connect_to (fixture);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s WHERE job = :job", tables[i]);
      g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (db, sql, NULL);

      packshot_sql_bind_int (statement, ":job", row);
      while (sqlite3_step (statement) == SQLITE_ROW)
        for (int c = 0; c < sqlite3_column_count (statement); c++)
          {
            int type = sqlite3_column_type (statement, c);
            const char *bytes = sqlite3_column_blob (statement, c);
            g_autofree char *hex = NULL;

            hex = g_compute_checksum_for_data (G_CHECKSUM_MD5, (const guchar *) bytes,
                                               (gsize) sqlite3_column_bytes (statement, c));
            g_string_append_printf (text, "%s %d %s\n", sqlite3_column_name (statement, c), type,
                                    hex);
          }
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_others_there (Fixture *fixture)
{
  g_autoptr (GPtrArray) list = packshot_test_ledger_list (fixture->ledger);

  g_assert_cmpuint (list->len, ==, N_JOBS - 1);
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpint (packshot_ledger_entry_get_row (list->pdata[i]), !=, BAD_ROW);
}

static void
assert_told_of (Fixture *fixture, const char *name)
{
  g_autofree char *start = g_strdup_printf ("The job “%s” can’t be read (", name);

  g_assert_cmpuint (fixture->told->len, ==, 1);
  g_assert_true (g_str_has_prefix (fixture->told->pdata[0], start));
  g_assert_cmpint (g_array_index (fixture->rows, gint64, 0), ==, BAD_ROW);
}

/* What is in quarantine can be put back as it was. */
static void
assert_can_be_put_back (Fixture *fixture, const char *before)
{
  g_autoptr (sqlite3) db = connect_to (fixture);
  g_autoptr (sqlite3_stmt) kept =
      packshot_sql_prepare (db, "SELECT sql FROM quarantine WHERE job = :job", NULL);
  g_autofree char *gone = describe (fixture, BAD_ROW);
  g_autofree char *sql = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (gone, ==, "");
  packshot_sql_bind_int (kept, ":job", BAD_ROW);
  g_assert_cmpint (sqlite3_step (kept), ==, SQLITE_ROW);
  sql = g_strdup ((const char *) sqlite3_column_text (kept, 0));
  g_clear_pointer (&kept, sqlite3_finalize);

  packshot_sql_run (db, sql, &error);
  g_assert_no_error (error);
  after = describe (fixture, BAD_ROW);
  g_assert_cmpstr (after, ==, before);
}

typedef struct
{
  const char *sql;
  const char *name; /* what the job is called in the message */
} BadValue;

static const BadValue bad_values[] = {
  { "UPDATE jobs SET state = 'dancing' WHERE job = 3", "job-3" },
  { "UPDATE jobs SET state = '', title = 'it''s' WHERE job = 3", "job-3" },
  { "UPDATE jobs SET failure = 'bored' WHERE job = 3", "job-3" },
  { "UPDATE jobs SET id = '../../etc' WHERE job = 3", "../../etc" },
  { "UPDATE jobs SET id = '' WHERE job = 3", "" },
  { "UPDATE jobs SET id = 'a/' || char (27) || '[2J' WHERE job = 3", "a/\\u001b[2J" },
  { "UPDATE jobs SET id = 'a' || char (27) || '[2J' WHERE job = 3", "a\\u001b[2J" },
  { "UPDATE jobs SET id = 'a' || char (10) || 'b' WHERE job = 3", "a\\u000ab" },
  { "UPDATE jobs SET id = 'a' || char (8238) || 'b' WHERE job = 3", "a\\u202eb" },
  { "UPDATE jobs SET id = CAST (X'FF00' AS TEXT) WHERE job = 3", "3" },
  { "UPDATE jobs SET title = CAST (X'4D75FF' AS TEXT) WHERE job = 3", "job-3" },
  { "UPDATE jobs SET title = CAST (X'4D0067' AS TEXT) WHERE job = 3", "job-3" },
  { "UPDATE jobs SET title = 'it''s' || CAST (X'C0' AS TEXT) WHERE job = 3", "job-3" },
  { "UPDATE jobs SET output = CAST ('relative' AS BLOB) WHERE job = 3", "job-3" },
  { "UPDATE jobs SET video = X'2F00' WHERE job = 3", "job-3" },
  { "UPDATE jobs SET cover = X'' WHERE job = 3", "job-3" },
  { "UPDATE jobs SET created = -1 WHERE job = 3", "job-3" },
  { "UPDATE jobs SET not_before = -9223372036854775808 WHERE job = 3", "job-3" },
  { "UPDATE jobs SET charged = -5 WHERE job = 3", "job-3" },
};

static void
test_bad_value (Fixture *fixture, gconstpointer user_data)
{
  const BadValue *value = user_data;
  g_autofree char *before = NULL;
  g_autoptr (GPtrArray) charges = NULL;

  run_sql (fixture, value->sql);
  before = describe (fixture, BAD_ROW);

  assert_others_there (fixture);
  assert_told_of (fixture, value->name);
  assert_others_there (fixture);
  g_assert_cmpuint (fixture->told->len, ==, 1);

  charges = packshot_test_ledger_list_charges (fixture->ledger);
  g_assert_cmpuint (charges->len, ==, N_JOBS);
  assert_can_be_put_back (fixture, before);
}

/* Of what only loading a job reads. */
static const BadValue bad_parts[] = {
  { "UPDATE requests SET json = 'no JSON' WHERE job = 3", "job-3" },
  { "UPDATE requests SET json = '{}' WHERE job = 3", "job-3" },
  { "UPDATE requests SET json = CAST (X'7BFF7D' AS TEXT) WHERE job = 3", "job-3" },
  { "DELETE FROM requests WHERE job = 3", "job-3" },
  { "UPDATE remote_ids SET id = CAST (X'FF' AS TEXT) WHERE job = 3 AND kind = 'task'", "job-3" },
  { "INSERT INTO copies VALUES (3, 'photo', X'2F61', -1, '')", "job-3" },
  { "INSERT INTO copies VALUES (3, 'photo', X'61', 1, '')", "job-3" },
  { "UPDATE jobs SET video = X'2F61', width = 99999 WHERE job = 3", "job-3" },
  { "UPDATE jobs SET video = X'2F61', duration = -1 WHERE job = 3", "job-3" },
  { "UPDATE jobs SET video = X'2F61', duration = 9e999 WHERE job = 3", "job-3" },
};

static void
test_bad_part (Fixture *fixture, gconstpointer user_data)
{
  const BadValue *value = user_data;
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;

  run_sql (fixture, value->sql);
  before = describe (fixture, BAD_ROW);

  g_assert_null (packshot_test_ledger_try_load (fixture->ledger, BAD_ROW, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNREADABLE_JOB);
  assert_told_of (fixture, value->name);
  assert_others_there (fixture);
  assert_can_be_put_back (fixture, before);
}

/* A value of a kind that may not be there is one bad job, and no reason to set all of them aside.
 */
static void
test_after_start (Fixture *fixture, gconstpointer user_data)
{
  loosen (fixture);
  run_sql (fixture, "UPDATE jobs SET title = NULL, created = 'x' WHERE job = 3");
  tighten (fixture);

  packshot_test_ledger_close (fixture->ledger);
  open_ledger (fixture);
  assert_others_there (fixture);
  assert_told_of (fixture, "job-3");
}

/* What was said of a job is only shown: nobody stops looking after a paid job for it. */
static void
test_bad_words (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) events = NULL;
  const PackshotLedgerEvent *event;

  run_sql (fixture, "UPDATE jobs SET words = CAST (X'4D75FF00' AS TEXT) WHERE job = 3");
  run_sql (fixture, "INSERT INTO events (job, at, kind, state, words) "
                    "VALUES (3, 1, 'moved', 'waiting', CAST (X'4D75FF' AS TEXT))");
  list = packshot_test_ledger_list (fixture->ledger);
  events = packshot_test_ledger_list_events (fixture->ledger, BAD_ROW);

  g_assert_cmpuint (list->len, ==, N_JOBS);
  g_assert_cmpuint (fixture->told->len, ==, 0);
  g_assert_cmpstr (packshot_ledger_entry_get_words (list->pdata[BAD_ROW - 1]), ==,
                   "Mu\357\277\275\357\277\275");
  event = g_ptr_array_index (events, events->len - 1);
  g_assert_cmpstr (event->words, ==, "Mu\357\277\275");
}

/* Words of a server are any bytes. */
static void
test_words_of_others (Fixture *fixture, gconstpointer user_data)
{
  PackshotLedgerChange *change = packshot_ledger_change_new (
      PACKSHOT_JOB_WAITING, PACKSHOT_JOB_WAITING, PACKSHOT_EVENT_UNANSWERED, "poll");
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (sqlite3_stmt) words = NULL;

  change->words = g_strdup ("Requ\xeate");
  packshot_test_ledger_apply (fixture->ledger, BAD_ROW, change);

  db = connect_to (fixture);
  words = packshot_sql_prepare (db,
                                "SELECT words FROM jobs WHERE job = :job UNION ALL SELECT * FROM "
                                "(SELECT words FROM events WHERE job = :job ORDER BY event DESC)",
                                NULL);
  packshot_sql_bind_int (words, ":job", BAD_ROW);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (sqlite3_step (words), ==, SQLITE_ROW);
      g_assert_cmpstr ((const char *) sqlite3_column_text (words, 0), ==, "Requ\357\277\275te");
    }
}

/* Events and lines of the money book are skipped one by one. */
static void
test_bad_lines (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) charges = NULL;

  run_sql (fixture, "INSERT INTO events (job, at, kind, state) VALUES (3, 1, 'sang', 'waiting')");
  run_sql (fixture, "UPDATE charges SET title = CAST (X'FF' AS TEXT) WHERE job = 3");

  g_test_expect_message ("packshot-core", G_LOG_LEVEL_WARNING, "*event*(kind)*");
  events = packshot_test_ledger_list_events (fixture->ledger, BAD_ROW);
  g_test_expect_message ("packshot-core", G_LOG_LEVEL_WARNING, "*money book*(title)*");
  charges = packshot_test_ledger_list_charges (fixture->ledger);
  g_test_assert_expected_messages ();

  g_assert_cmpuint (events->len, ==, 3);
  g_assert_cmpuint (charges->len, ==, N_JOBS - 1);
}

static void
bind_noise (sqlite3_stmt *statement, const char *name)
{
  static const char *const pieces[] = { "waiting", "none", "", "/", "job-1", "{}", "-1" };
  int index = sqlite3_bind_parameter_index (statement, name);
  char noise[20];

  for (guint i = 0; i < sizeof noise; i++)
    noise[i] = (char) g_test_rand_int_range (0, 256);

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      sqlite3_bind_int64 (statement, index, g_test_rand_int_range (-3, 3));
      break;
    case 1:
      sqlite3_bind_double (statement, index, g_test_rand_double_range (-1e300, 1e300));
      break;
    case 2:
      sqlite3_bind_text (statement, index, noise, g_test_rand_int_range (0, sizeof noise),
                         SQLITE_TRANSIENT);
      break;
    case 3:
      sqlite3_bind_blob (statement, index, noise, g_test_rand_int_range (0, sizeof noise),
                         SQLITE_TRANSIENT);
      break;
    case 4:
      sqlite3_bind_text (statement, index, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))],
                         -1, SQLITE_STATIC);
      break;
    default:
      sqlite3_bind_null (statement, index);
      break;
    }
}

/* Puts anything into any column of a job but its number. */
static void
spoil (sqlite3 *db, gint64 row)
{
  static const char *const places[][2] = {
    { "jobs", "id" },           { "jobs", "service" },    { "jobs", "state" },
    { "jobs", "title" },        { "jobs", "created" },    { "jobs", "changed" },
    { "jobs", "price" },        { "jobs", "charged" },    { "jobs", "unit" },
    { "jobs", "output" },       { "jobs", "not_before" }, { "jobs", "failure" },
    { "jobs", "words" },        { "jobs", "video" },      { "jobs", "video_size" },
    { "jobs", "width" },        { "jobs", "duration" },   { "jobs", "cancel_asked" },
    { "requests", "json" },     { "remote_ids", "kind" }, { "remote_ids", "step" },
    { "jobs", "cover_sha256" },
  };
  guint i = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (places));
  g_autofree char *sql = g_strdup_printf ("UPDATE OR IGNORE %s SET %s = :value WHERE job = :job",
                                          places[i][0], places[i][1]);
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (db, sql, NULL);

  bind_noise (statement, ":value");
  packshot_sql_bind_int (statement, ":job", row);
  packshot_sql_finish (statement, NULL);
}

/* Anything anywhere: each job is read, or told of and put aside. Those that were put aside get
 * others in their places for the next round. */
static void
test_noise (Fixture *fixture, gconstpointer user_data)
{
  guint n_quarantined = 0, n_read = 0;

  loosen (fixture);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (sqlite3) db = connect_to (fixture);
      g_autoptr (GPtrArray) before = packshot_test_ledger_list (fixture->ledger);
      g_autoptr (GPtrArray) after = NULL;

      g_ptr_array_set_size (fixture->told, 0);
      for (guint j = 0; j < before->len; j++)
        {
          gint64 row = packshot_ledger_entry_get_row (before->pdata[j]);
          g_autoptr (GError) error = NULL;
          g_autoptr (PackshotLedgerRecord) record = NULL;

          if (g_test_rand_bit ())
            spoil (db, row);
          record = packshot_test_ledger_try_load (fixture->ledger, row, &error);
          if (record == NULL)
            g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNREADABLE_JOB);
          else
            n_read++;
        }

      after = packshot_test_ledger_list (fixture->ledger);
      g_assert_cmpuint (after->len + fixture->told->len, ==, before->len);
      n_quarantined += fixture->told->len;
      for (guint j = after->len; j < N_JOBS; j++)
        {
          g_autofree char *id = g_strdup_printf ("round-%u-%u", i, j);

          packshot_test_ledger_add (fixture->ledger, id);
        }
    }

  g_assert_cmpuint (n_quarantined, >, 0);
  g_assert_cmpuint (n_read, >, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/ledger-quarantine/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad_values); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ledger-quarantine/value/%u", i);

      g_test_add (path, Fixture, &bad_values[i], set_up, test_bad_value, tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_parts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ledger-quarantine/part/%u", i);

      g_test_add (path, Fixture, &bad_parts[i], set_up, test_bad_part, tear_down);
    }
  ADD ("after-start", test_after_start);
  ADD ("bad-words", test_bad_words);
  ADD ("words-of-others", test_words_of_others);
  ADD ("bad-lines", test_bad_lines);
  ADD ("noise", test_noise);

  return g_test_run ();
}
