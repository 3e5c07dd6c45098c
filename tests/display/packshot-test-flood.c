/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Offers more than anybody takes. */

#include "packshot-test-flood.h"

#include <string.h>

#define PACKSHOT_TYPE_TEST_FLOOD (packshot_test_flood_get_type ())
G_DECLARE_FINAL_TYPE (PackshotTestFlood,
                      packshot_test_flood,
                      PACKSHOT,
                      TEST_FLOOD,
                      GdkContentProvider)

struct _PackshotTestFlood
{
  GdkContentProvider parent_instance;
  const char *type;
  gsize n_written;
};

G_DEFINE_FINAL_TYPE (PackshotTestFlood, packshot_test_flood, GDK_TYPE_CONTENT_PROVIDER)

static GdkContentFormats *
packshot_test_flood_ref_formats (GdkContentProvider *provider)
{
  return gdk_content_formats_new (&PACKSHOT_TEST_FLOOD (provider)->type, 1);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static char block[1024 * 1024];
  g_autoptr (GTask) task = user_data;
  PackshotTestFlood *self = g_task_get_source_object (task);
  gsize length = 0;

  if (result != NULL)
    g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, &length, NULL);
  self->n_written += length;
  if (self->n_written >= PACKSHOT_TEST_FLOOD_SIZE || (result != NULL && length < sizeof block))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  memset (block, 'x', sizeof block);
  g_output_stream_write_all_async (G_OUTPUT_STREAM (source), block, sizeof block,
                                   G_PRIORITY_DEFAULT, NULL, written_cb, g_object_ref (task));
}

static void
packshot_test_flood_write_mime_type_async (GdkContentProvider *provider,
                                           const char *mime_type,
                                           GOutputStream *stream,
                                           int io_priority,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  PACKSHOT_TEST_FLOOD (provider)->n_written = 0;
  written_cb (G_OBJECT (stream), NULL, g_task_new (provider, cancellable, callback, user_data));
}

static gboolean
packshot_test_flood_write_mime_type_finish (GdkContentProvider *provider,
                                            GAsyncResult *result,
                                            GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
packshot_test_flood_class_init (PackshotTestFloodClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  provider_class->ref_formats = packshot_test_flood_ref_formats;
  provider_class->write_mime_type_async = packshot_test_flood_write_mime_type_async;
  provider_class->write_mime_type_finish = packshot_test_flood_write_mime_type_finish;
}

static void
packshot_test_flood_init (PackshotTestFlood *self)
{
}

/**
 * packshot_test_flood_new:
 * @type: what it says it is
 *
 * Returns: (transfer full): a program that offers %PACKSHOT_TEST_FLOOD_SIZE bytes
 */
GdkContentProvider *
packshot_test_flood_new (const char *type)
{
  PackshotTestFlood *self = g_object_new (PACKSHOT_TYPE_TEST_FLOOD, NULL);

  self->type = g_intern_string (type);
  return GDK_CONTENT_PROVIDER (self);
}
