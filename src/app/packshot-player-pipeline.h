/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-video-sink.h"

G_BEGIN_DECLS

/**
 * PackshotPlayerPipeline:
 *
 * GStreamer playing one file. Each call returns at once: a thread of its own does, in their order,
 * what may take its time, and ::message brings on the main thread what came of it.
 */
#define PACKSHOT_TYPE_PLAYER_PIPELINE (packshot_player_pipeline_get_type ())
G_DECLARE_FINAL_TYPE (PackshotPlayerPipeline,
                      packshot_player_pipeline,
                      PACKSHOT,
                      PLAYER_PIPELINE,
                      GObject)

/* The name of the application message that tells that the first frame, or that of a jump or a step,
 * is there and was handed over, if there is one. Its fields are "duration", a gint64 in
 * nanoseconds, 0 where it isn't known; "seekable"; and "has-sound", unless
 * %GST_MESSAGE_STREAM_COLLECTION tells that. */
#define PACKSHOT_PLAYER_ARRIVED "packshot-player-arrived"
/* The name of the application message that tells that frames have another size from now on. */
#define PACKSHOT_PLAYER_RESIZED "packshot-player-resized"

PackshotPlayerPipeline *packshot_player_pipeline_new (const char *path) G_GNUC_WARN_UNUSED_RESULT;
PackshotVideoSink *packshot_player_pipeline_get_sink (PackshotPlayerPipeline *self);
void packshot_player_pipeline_set_state (PackshotPlayerPipeline *self, GstState state);
void
packshot_player_pipeline_seek (PackshotPlayerPipeline *self, GstClockTime time, gboolean accurate);
void packshot_player_pipeline_step (PackshotPlayerPipeline *self);
void
packshot_player_pipeline_set_volume (PackshotPlayerPipeline *self, double volume, gboolean muted);
void packshot_player_pipeline_set_box (PackshotPlayerPipeline *self, PackshotVideoSize box);
void packshot_player_pipeline_close (PackshotPlayerPipeline *self);

G_END_DECLS
