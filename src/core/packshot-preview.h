/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "packshot-request.h"

G_BEGIN_DECLS

/**
 * PackshotPreviewFormat:
 * @width: width of the frames, in pixels
 * @height: height of the frames
 * @n_frames: how many there are, at least 1
 * @frames_per_second: the constant rate
 * @cover: the frame that stands for the video
 *
 * What the frames of a preview are.
 */
typedef struct
{
  int width;
  int height;
  int n_frames;
  int frames_per_second;
  int cover;
} PackshotPreviewFormat;

/**
 * PackshotPreview:
 *
 * Shows in small what a service would make of a request, before anything is made. It keeps what the
 * next request can use again.
 */
#define PACKSHOT_TYPE_PREVIEW (packshot_preview_get_type ())
G_DECLARE_INTERFACE (PackshotPreview, packshot_preview, PACKSHOT, PREVIEW, GObject)

/**
 * PackshotPreviewInterface:
 * @prepare_async: begins to prepare the frames of a request
 * @prepare_finish: ends it; from then on those frames are painted
 * @paint_async: begins to paint a frame of what was prepared last
 * @paint_finish: gives its pixels
 *
 * Both operations work on a thread, and soon end after they are cancelled.
 */
struct _PackshotPreviewInterface
{
  GTypeInterface parent_interface;

  void (*prepare_async) (PackshotPreview *self,
                         PackshotRequest *request,
                         int max_width,
                         int max_height,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
  gboolean (*prepare_finish) (PackshotPreview *self,
                              GAsyncResult *result,
                              PackshotPreviewFormat *format,
                              GError **error);
  void (*paint_async) (PackshotPreview *self,
                       int frame,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  GBytes *(*paint_finish) (PackshotPreview *self, GAsyncResult *result, GError **error);
};

void packshot_preview_prepare_async (PackshotPreview *self,
                                     PackshotRequest *request,
                                     int max_width,
                                     int max_height,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean packshot_preview_prepare_finish (PackshotPreview *self,
                                          GAsyncResult *result,
                                          PackshotPreviewFormat *format,
                                          GError **error);

void packshot_preview_paint_async (PackshotPreview *self,
                                   int frame,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GBytes *packshot_preview_paint_finish (PackshotPreview *self, GAsyncResult *result, GError **error);

G_END_DECLS
