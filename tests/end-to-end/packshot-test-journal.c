/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-journal.h"

#include <string.h>

static gboolean
greet (GSocketClient *client, const char *address)
{
  static const char greeting[] = "GET / HTTP/1.0\r\n\r\n";
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_uri (client, address, 80, NULL, NULL);
  GIOStream *stream = G_IO_STREAM (connection);
  char buffer[256];

  if (connection == NULL
      || !g_output_stream_write_all (g_io_stream_get_output_stream (stream), greeting,
                                     strlen (greeting), NULL, NULL, NULL))
    return FALSE;

  while (
      g_input_stream_read (g_io_stream_get_input_stream (stream), buffer, sizeof buffer, NULL, NULL)
      > 0)
    continue;
  return TRUE;
}

/* A program that was killed leaves behind what it sent, and the service reads it a moment later:
 * before it has answered the next few. */
static void
wait_for_fake (PackshotFake *fake)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  g_socket_client_set_enable_proxy (client, FALSE);
  for (guint i = 0; i < 3; i++)
    g_assert_true (greet (client, packshot_fake_get_base_url (fake)));
}

static gboolean
is_order (JsonNode *line)
{
  return json_object_has_member (json_node_get_object (line), "order");
}

/* To greet is what some services call a probe. */
static gboolean
is_greeting (JsonNode *line)
{
  JsonObject *object = json_node_get_object (line);

  return !json_object_has_member (object, "step")
         || g_strcmp0 (json_object_get_string_member_with_default (object, "target", NULL), "/")
                == 0;
}

/**
 * packshot_test_journal_read:
 * @fake: a service
 * @start: where to begin in its journal, in bytes
 *
 * Returns: (transfer full) (element-type JsonNode): what it was asked since then, without our
 *   greetings
 */
GPtrArray *
packshot_test_journal_read (PackshotFake *fake, gsize start)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autofree char *journal = NULL;
  g_auto (GStrv) texts = NULL;

  wait_for_fake (fake);
  journal = packshot_fake_dup_journal (fake);
  texts = g_strsplit (journal + start, "\n", -1);
  for (guint i = 0; texts[i] != NULL && texts[i][0] != '\0'; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) line = json_from_string (texts[i], &error);

      g_assert_no_error (error);
      if (!is_greeting (line))
        g_ptr_array_add (lines, g_steal_pointer (&line));
    }

  return lines;
}

/**
 * packshot_test_journal_is_step:
 * @line: a line
 * @step: a step
 *
 * Returns: whether it is about that
 */
gboolean
packshot_test_journal_is_step (JsonNode *line, const char *step)
{
  return g_str_equal (json_object_get_string_member (json_node_get_object (line), "step"), step);
}

/**
 * packshot_test_journal_get_id:
 * @line: a line
 *
 * Returns: (nullable): what the service calls what it was about
 */
const char *
packshot_test_journal_get_id (JsonNode *line)
{
  return json_object_get_string_member_with_default (json_node_get_object (line), "id", NULL);
}

/**
 * packshot_test_journal_count:
 * @lines: what packshot_test_journal_read() gave
 * @step: a step
 *
 * Returns: how often the service was asked for it
 */
guint
packshot_test_journal_count (GPtrArray *lines, const char *step)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    n += packshot_test_journal_is_step (lines->pdata[i], step);

  return n;
}

/**
 * packshot_test_journal_count_orders:
 * @lines: what packshot_test_journal_read() gave
 * @step: a step
 *
 * Returns: how often it was paid for
 */
guint
packshot_test_journal_count_orders (GPtrArray *lines, const char *step)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    n += is_order (lines->pdata[i]) && packshot_test_journal_is_step (lines->pdata[i], step);

  return n;
}

/**
 * packshot_test_journal_find_order:
 * @lines: what packshot_test_journal_read() gave
 * @step: a step
 *
 * Returns: (nullable): what the service calls the last one that was paid for
 */
const char *
packshot_test_journal_find_order (GPtrArray *lines, const char *step)
{
  for (guint i = lines->len; i > 0; i--)
    {
      JsonNode *line = lines->pdata[i - 1];

      if (is_order (line) && packshot_test_journal_is_step (line, step))
        return packshot_test_journal_get_id (line);
    }

  return NULL;
}
