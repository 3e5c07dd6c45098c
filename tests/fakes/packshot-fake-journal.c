/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-fake-journal.h"

#include <stdio.h>

#include <json-glib/json-glib.h>

struct _PackshotFakeJournal
{
  GString *text;      /* (owned): a line for each request */
  GHashTable *counts; /* (owned): how often each step was asked for */
  FILE *file;         /* (owned) (nullable): where lines go besides */
};

static void
set_string (JsonObject *object, const char *key, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, key, value);
}

static char *
dup_target (SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);

  return g_uri_get_query (uri) != NULL
             ? g_strdup_printf ("%s?%s", g_uri_get_path (uri), g_uri_get_query (uri))
             : g_strdup (g_uri_get_path (uri));
}

/* Of bytes their hash: a test compares them with files. */
static void
set_bytes (JsonObject *object, const char *size_key, const char *hash_key, GBytes *bytes)
{
  g_autofree char *hash = NULL;

  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    return;

  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  json_object_set_int_member (object, size_key, (gint64) g_bytes_get_size (bytes));
  json_object_set_string_member (object, hash_key, hash);
}

static void
set_entry (JsonObject *object, const PackshotFakeEntry *entry)
{
  set_string (object, "origin", entry->origin);
  set_string (object, "step", entry->step);
  json_object_set_boolean_member (object, "key", entry->has_key);
  set_string (object, "id", entry->remote_id);
  if (entry->is_order)
    json_object_set_boolean_member (object, "order", TRUE);
  set_string (object, "refused", entry->words);
  set_bytes (object, "picture-bytes", "picture-sha256", entry->picture);
  if (entry->fault != PACKSHOT_FAKE_FAULT_NONE)
    set_string (object, "fault", packshot_fake_fault_to_string (entry->fault));
  json_object_set_int_member (object, "status", entry->status);
}

static JsonNode *
make_line (SoupServerMessage *message, const PackshotFakeEntry *entry)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GBytes) body =
      soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *target = dup_target (message);
  JsonNode *node = json_node_alloc ();

  set_string (object, "method", soup_server_message_get_method (message));
  set_string (object, "target", target);
  set_string (object, "type", soup_message_headers_get_content_type (headers, NULL));
  set_bytes (object, "bytes", "sha256", body);
  set_string (object, "range", soup_message_headers_get_one (headers, "Range"));
  set_string (object, "if-range", soup_message_headers_get_one (headers, "If-Range"));
  set_entry (object, entry);

  return json_node_init_object (node, object);
}

/**
 * packshot_fake_journal_new:
 * @path: (nullable) (type filename): where lines go besides, "-" for the standard output
 *
 * Returns: (transfer full): an empty journal
 */
PackshotFakeJournal *
packshot_fake_journal_new (const char *path)
{
  PackshotFakeJournal *self = g_new0 (PackshotFakeJournal, 1);

  self->text = g_string_new (NULL);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (path != NULL)
    {
      self->file = g_str_equal (path, "-") ? stdout : fopen (path, "ae");
      if (self->file == NULL)
        g_error ("The journal “%s” can’t be written.", path);
    }

  return self;
}

/**
 * packshot_fake_journal_free:
 * @self: (transfer full): a journal
 */
void
packshot_fake_journal_free (PackshotFakeJournal *self)
{
  if (self->file != NULL && self->file != stdout)
    fclose (self->file);
  g_string_free (self->text, TRUE);
  g_hash_table_unref (self->counts);
  g_free (self);
}

/**
 * packshot_fake_journal_add:
 * @self: a journal
 * @message: a request, before it is answered
 * @entry: what else is to be told of it
 */
void
packshot_fake_journal_add (PackshotFakeJournal *self,
                           SoupServerMessage *message,
                           const PackshotFakeEntry *entry)
{
  g_autoptr (JsonNode) line = make_line (message, entry);
  g_autofree char *text = json_to_string (line, FALSE);
  guint n = packshot_fake_journal_count (self, entry->step);

  g_string_append_printf (self->text, "%s\n", text);
  if (entry->step != NULL)
    g_hash_table_insert (self->counts, g_strdup (entry->step), GUINT_TO_POINTER (n + 1));
  if (self->file != NULL)
    {
      fprintf (self->file, "%s\n", text);
      fflush (self->file);
    }
}

/**
 * packshot_fake_journal_count:
 * @self: a journal
 * @step: (nullable): a step
 *
 * Returns: how many requests there were for the step, good ones and bad ones
 */
guint
packshot_fake_journal_count (PackshotFakeJournal *self, const char *step)
{
  return step != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, step)) : 0;
}

/**
 * packshot_fake_journal_dup_text:
 * @self: a journal
 *
 * Returns: (transfer full): all its lines
 */
char *
packshot_fake_journal_dup_text (PackshotFakeJournal *self)
{
  return g_strdup (self->text->str);
}
