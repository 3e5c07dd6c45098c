/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-fuzz-ledger.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "packshot-json.h"
#include "packshot-sql.h"
#include "packshot-test-ledger.h"

#define MAX_CHANGES 100

/* What the tables hold is free for anything, as it is for damage. */
static const char loosen[] = "CREATE TABLE saved AS SELECT name, sql FROM sqlite_schema "
                             "WHERE sql LIKE 'CREATE TABLE%' AND name NOT LIKE 'sqlite_%';"
                             "PRAGMA writable_schema = ON;"
                             "UPDATE sqlite_master "
                             "SET sql = replace (replace (sql, ' STRICT', ''), ' NOT NULL', '') "
                             "WHERE name IN (SELECT name FROM saved);"
                             "PRAGMA writable_schema = RESET;";

static const char tighten[] = "PRAGMA writable_schema = ON;"
                              "UPDATE sqlite_master "
                              "SET sql = (SELECT sql FROM saved WHERE name = sqlite_master.name) "
                              "WHERE name IN (SELECT name FROM saved);"
                              "DROP TABLE saved;"
                              "PRAGMA writable_schema = RESET;";

/* By names that stand here, so that no statement is made of an input's words. */
static const char *const tables[] = { "jobs",   "requests", "copies",  "remote_ids",
                                      "events", "charges",  "results", "quarantine" };

/* A good ledger, open to any value. */
typedef struct
{
  char *folder;  /* (owned) */
  char *path;    /* (owned) */
  GBytes *bytes; /* (owned) */
} Ground;

static Ground ground;

static void
empty_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_assert_cmpint (g_remove (file), ==, 0);
    }
}

static void
remove_ground (void)
{
  g_autofree char *parent = g_path_get_dirname (ground.folder);

  empty_folder (ground.folder);
  g_rmdir (ground.folder);
  empty_folder (parent);
  g_rmdir (parent);
}

static sqlite3 *
connect (void)
{
  sqlite3 *db = packshot_sql_open (ground.path, NULL);

  g_assert_nonnull (db);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  /* Only what the ledger itself writes has to be durable. */
  g_assert_true (
      packshot_sql_run (db, "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF", NULL));

  return db;
}

static void
run_sql (const char *sql)
{
  g_autoptr (sqlite3) db = connect ();
  g_autoptr (GError) error = NULL;

  packshot_sql_run (db, sql, &error);
  g_assert_no_error (error);
}

static void
fill (void)
{
  PackshotLedger *ledger = packshot_test_ledger_open (ground.folder);
  gint64 row;

  packshot_test_ledger_add (ledger, "job-1");
  row = packshot_test_ledger_add (ledger, "job-2");
  packshot_test_ledger_submit (ledger, row);
  row = packshot_test_ledger_add (ledger, "job-3");
  packshot_test_ledger_submit (ledger, row);
  packshot_test_ledger_answer (ledger, row, "video-3");
  ground.path = g_strdup (packshot_ledger_get_path (ledger));
  packshot_test_ledger_close (ledger);
}

/* Things of a job that is done, which take a real film otherwise. */
static const char finish[] =
    "INSERT INTO copies VALUES (3, 'photo', CAST ('/tmp/photo.jpg' AS BLOB), 7, '00');"
    "UPDATE jobs SET video = CAST ('/tmp/a.mp4' AS BLOB), video_size = 10, video_sha256 = '00',"
    "  cover = CAST ('/tmp/a.jpg' AS BLOB), cover_size = 10, cover_sha256 = '00',"
    "  width = 1920, height = 1080, duration = 12.0, state = 'done' WHERE job = 3;"
    "INSERT INTO results (job, at, cover) VALUES (3, 1, CAST ('/tmp/p.jpg' AS BLOB));"
    "INSERT INTO results (job, at, video) VALUES (3, 2, CAST ('/tmp/a.mp4' AS BLOB));";

static void
lay_ground (void)
{
  /* Thousands of ledgers are made durable: memory serves for that as well as a disk. */
  const char *base = g_access ("/dev/shm", W_OK) == 0 ? "/dev/shm" : g_get_tmp_dir ();
  g_autofree char *home = g_build_filename (base, "packshot-fuzz-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_assert_nonnull (g_mkdtemp (home));
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  ground.folder = g_build_filename (home, "ledger", NULL);
  fill ();
  run_sql (finish);
  run_sql (loosen);
  run_sql ("PRAGMA journal_mode = DELETE");
  g_file_get_contents (ground.path, &data, &size, &error);
  g_assert_no_error (error);
  ground.bytes = g_bytes_new_take (data, size);
  atexit (remove_ground);
}

static GBytes *
read_hex (const char *text)
{
  GByteArray *bytes = g_byte_array_new ();

  for (; g_ascii_isxdigit (text[0]) && g_ascii_isxdigit (text[1]); text += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (text[0]) * 16 + g_ascii_xdigit_value (text[1]));

      g_byte_array_append (bytes, &byte, 1);
    }

  return g_byte_array_free_to_bytes (bytes);
}

static const char *
get_text (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gint64
get_int (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node)
                                                                         : 0;
}

static void
bind_bytes (sqlite3_stmt *statement, int index, JsonObject *object)
{
  const char *text = get_text (object, "text");
  const char *blob = get_text (object, "blob");
  g_autoptr (GBytes) bytes = read_hex (text != NULL ? text : blob != NULL ? blob : "");
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (text != NULL)
    sqlite3_bind_text (statement, index, size > 0 ? data : "", (int) size, SQLITE_TRANSIENT);
  else
    sqlite3_bind_blob (statement, index, size > 0 ? data : "", (int) size, SQLITE_TRANSIENT);
}

static void
bind_value (sqlite3_stmt *statement, int index, JsonNode *value)
{
  if (value != NULL && JSON_NODE_HOLDS_OBJECT (value))
    bind_bytes (statement, index, json_node_get_object (value));
  else if (value == NULL || !JSON_NODE_HOLDS_VALUE (value))
    sqlite3_bind_null (statement, index);
  else if (json_node_get_value_type (value) == G_TYPE_STRING)
    sqlite3_bind_text (statement, index, json_node_get_string (value), -1, SQLITE_TRANSIENT);
  else if (json_node_get_value_type (value) == G_TYPE_DOUBLE)
    sqlite3_bind_double (statement, index, json_node_get_double (value));
  else
    sqlite3_bind_int64 (statement, index, json_node_get_int (value));
}

/* Of a column there is: any but the number that jobs themselves go by. */
static gboolean
is_column (sqlite3 *db, const char *table, const char *column)
{
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (
      db, "SELECT 1 FROM pragma_table_info (:table) WHERE name = :column", NULL);

  if (column == NULL || (g_str_equal (table, "jobs") && g_str_equal (column, "job")))
    return FALSE;

  packshot_sql_bind_text (statement, ":table", table);
  packshot_sql_bind_text (statement, ":column", column);
  return sqlite3_step (statement) == SQLITE_ROW;
}

static void
spoil_value (sqlite3 *db, JsonObject *change)
{
  const char *table = get_text (change, "table");
  const char *column = get_text (change, "column");
  g_autofree char *sql = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      if (g_strcmp0 (tables[i], table) == 0 && is_column (db, table, column))
        sql = g_strdup_printf ("UPDATE OR IGNORE %s SET %s = ?1 WHERE job = ?2", table, column);
    }
  if (sql == NULL)
    return;

  /* Events refuse to be changed. */
  statement = packshot_sql_prepare (db, sql, NULL);
  bind_value (statement, 1, json_object_get_member (change, "value"));
  sqlite3_bind_int64 (statement, 2, get_int (change, "job"));
  sqlite3_step (statement);
}

/* Returns: (transfer none) (nullable): a list of objects */
static JsonArray *
get_list (JsonNode *root, const char *key)
{
  JsonNode *node = json_object_get_member (json_node_get_object (root), key);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
get_n_changes (JsonArray *list)
{
  return list != NULL ? MIN (json_array_get_length (list), MAX_CHANGES) : 0;
}

static JsonObject *
get_change (JsonArray *list, guint index)
{
  JsonNode *node = json_array_get_element (list, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
spoil_values (JsonArray *list)
{
  g_autoptr (sqlite3) db = connect ();
  g_autoptr (GError) error = NULL;

  packshot_sql_run (db, "BEGIN", NULL);
  for (guint i = 0; i < get_n_changes (list); i++)
    {
      if (get_change (list, i) != NULL)
        spoil_value (db, get_change (list, i));
    }
  packshot_sql_run (db, "COMMIT", NULL);
  packshot_sql_run (db, tighten, &error);
  g_assert_no_error (error);
}

static void
spoil_byte (FILE *file, gint64 at, guint8 byte)
{
  gsize size = g_bytes_get_size (ground.bytes);

  fseek (file, (long) ((guint64) at % size), SEEK_SET);
  fputc (byte, file);
}

static void
spoil_bytes (JsonArray *list)
{
  FILE *file = g_fopen (ground.path, "r+e");

  for (guint i = 0; i < get_n_changes (list); i++)
    {
      JsonObject *change = get_change (list, i);

      if (change != NULL)
        spoil_byte (file, get_int (change, "at"), (guint8) get_int (change, "byte"));
    }
  fclose (file);
}

/* Three bytes tell where, and what. */
static void
spoil_by_noise (const guint8 *data, gsize size)
{
  FILE *file = g_fopen (ground.path, "r+e");

  for (gsize i = 0; i + 3 < MIN (size, 4 * MAX_CHANGES); i += 4)
    spoil_byte (file, (data[i] << 16) | (data[i + 1] << 8) | data[i + 2], data[i + 3]);
  fclose (file);
}

static void
renew (void)
{
  g_autoptr (GError) error = NULL;

  empty_folder (ground.folder);
  g_file_set_contents_full (ground.path, g_bytes_get_data (ground.bytes, NULL),
                            (gssize) g_bytes_get_size (ground.bytes), G_FILE_SET_CONTENTS_NONE,
                            0600, &error);
  g_assert_no_error (error);
}

/**
 * packshot_fuzz_ledger_spoil:
 * @data: an input
 * @size: of it
 *
 * Puts a good ledger in the place of whatever became of the last one, and spoils it. An input tells
 * how: {"values":[{"table":…,"column":…,"job":…,"value":…}], "bytes":[{"at":…,"byte":…}]}. A value
 * may be of raw bytes too: {"blob":"00FF"}, {"text":"4DFF"}. What is no such input is noise to the
 * file.
 *
 * Returns: whether bytes of the file were spoilt, not only values in it
 */
gboolean
packshot_fuzz_ledger_spoil (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (JsonNode) root = packshot_json_parse (bytes, size, NULL);

  if (ground.bytes == NULL)
    lay_ground ();
  renew ();
  spoil_values (root != NULL ? get_list (root, "values") : NULL);
  if (root == NULL)
    spoil_by_noise (data, size);
  else
    spoil_bytes (get_list (root, "bytes"));

  return root == NULL ? size > 3 : get_n_changes (get_list (root, "bytes")) > 0;
}

/**
 * packshot_fuzz_ledger_get_folder:
 *
 * Returns: (transfer none) (type filename): where the ledger is, once it was spoilt
 */
const char *
packshot_fuzz_ledger_get_folder (void)
{
  return ground.folder;
}
