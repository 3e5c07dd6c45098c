/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* A drop and a clipboard offer the same, and have no type in common. */

#include "config.h"

#include "packshot-arrival-source.h"

/**
 * packshot_arrival_source_get_formats:
 * @source: a #GdkDrop or a #GdkClipboard
 *
 * Returns: (transfer none): what it offers
 */
GdkContentFormats *
packshot_arrival_source_get_formats (GObject *source)
{
  return GDK_IS_DROP (source) ? gdk_drop_get_formats (GDK_DROP (source))
                              : gdk_clipboard_get_formats (GDK_CLIPBOARD (source));
}

/**
 * packshot_arrival_source_read_value_async:
 * @source: a #GdkDrop or a #GdkClipboard
 * @type: what GTK makes of it
 * @cancellable: (nullable): stops it
 * @callback: called when it is there
 * @user_data: for @callback
 */
void
packshot_arrival_source_read_value_async (GObject *source,
                                          GType type,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  if (GDK_IS_DROP (source))
    gdk_drop_read_value_async (GDK_DROP (source), type, G_PRIORITY_DEFAULT, cancellable, callback,
                               user_data);
  else
    gdk_clipboard_read_value_async (GDK_CLIPBOARD (source), type, G_PRIORITY_DEFAULT, cancellable,
                                    callback, user_data);
}

/**
 * packshot_arrival_source_read_value_finish:
 * @source: a #GdkDrop or a #GdkClipboard
 * @result: the result the callback got
 *
 * Returns: (transfer none) (nullable): the value; it belongs to @source
 */
const GValue *
packshot_arrival_source_read_value_finish (GObject *source, GAsyncResult *result)
{
  if (GDK_IS_DROP (source))
    return gdk_drop_read_value_finish (GDK_DROP (source), result, NULL);

  return gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
}

/**
 * packshot_arrival_source_read_bytes_async:
 * @source: a #GdkDrop or a #GdkClipboard
 * @type: one of the MIME types it offers
 * @cancellable: (nullable): stops it
 * @callback: called when it may be read
 * @user_data: for @callback
 *
 * Opens what is offered as it is, and not made into anything.
 */
void
packshot_arrival_source_read_bytes_async (GObject *source,
                                          const char *type,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  const char *types[] = { type, NULL };

  if (GDK_IS_DROP (source))
    gdk_drop_read_async (GDK_DROP (source), types, G_PRIORITY_DEFAULT, cancellable, callback,
                         user_data);
  else
    gdk_clipboard_read_async (GDK_CLIPBOARD (source), types, G_PRIORITY_DEFAULT, cancellable,
                              callback, user_data);
}

/**
 * packshot_arrival_source_read_bytes_finish:
 * @source: a #GdkDrop or a #GdkClipboard
 * @result: the result the callback got
 *
 * Returns: (transfer full) (nullable): a stream of the bytes
 */
GInputStream *
packshot_arrival_source_read_bytes_finish (GObject *source, GAsyncResult *result)
{
  if (GDK_IS_DROP (source))
    return gdk_drop_read_finish (GDK_DROP (source), result, NULL, NULL);

  return gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
}
