/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-preview.h"

G_DEFINE_INTERFACE (PackshotPreview, packshot_preview, G_TYPE_OBJECT)

static void
packshot_preview_default_init (PackshotPreviewInterface *iface)
{
}

/**
 * packshot_preview_prepare_async:
 * @self: a preview
 * @request: a frozen request for its service
 * @max_width: how wide the frames may be, in pixels
 * @max_height: how high they may be
 * @cancellable: (nullable): stops it
 * @callback: called in the main thread when it ended
 * @user_data: for @callback
 *
 * Prepares the frames of a request, in its shape and as large as allowed. What was prepared before
 * can be painted until this succeeds.
 */
void
packshot_preview_prepare_async (PackshotPreview *self,
                                PackshotRequest *request,
                                int max_width,
                                int max_height,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_PREVIEW (self) && PACKSHOT_IS_REQUEST (request));
  g_return_if_fail (max_width > 0 && max_height > 0);

  PACKSHOT_PREVIEW_GET_IFACE (self)->prepare_async (self, request, max_width, max_height,
                                                    cancellable, callback, user_data);
}

/**
 * packshot_preview_prepare_finish:
 * @self: a preview
 * @result: the result the callback got
 * @format: (out caller-allocates): what the frames are
 * @error: return location for the error a service would fail with, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether its frames can be painted now
 */
gboolean
packshot_preview_prepare_finish (PackshotPreview *self,
                                 GAsyncResult *result,
                                 PackshotPreviewFormat *format,
                                 GError **error)
{
  g_return_val_if_fail (PACKSHOT_IS_PREVIEW (self) && format != NULL, FALSE);

  return PACKSHOT_PREVIEW_GET_IFACE (self)->prepare_finish (self, result, format, error);
}

/**
 * packshot_preview_paint_async:
 * @self: a preview that is prepared
 * @frame: which frame, from 0
 * @cancellable: (nullable): stops it
 * @callback: called in the main thread when it ended
 * @user_data: for @callback
 *
 * Paints a frame of what was prepared last.
 */
void
packshot_preview_paint_async (PackshotPreview *self,
                              int frame,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_PREVIEW (self) && frame >= 0);

  PACKSHOT_PREVIEW_GET_IFACE (self)->paint_async (self, frame, cancellable, callback, user_data);
}

/**
 * packshot_preview_paint_finish:
 * @self: a preview
 * @result: the result the callback got
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the rows of the frame from the top, without gaps, three
 *   bytes a pixel: red, green and blue, as on a screen (sRGB); or %NULL on error
 */
GBytes *
packshot_preview_paint_finish (PackshotPreview *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (PACKSHOT_IS_PREVIEW (self), NULL);

  return PACKSHOT_PREVIEW_GET_IFACE (self)->paint_finish (self, result, error);
}
