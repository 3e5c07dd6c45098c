/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "packshot-job-copy.h"
#include "packshot-job-state.h"
#include "packshot-ledger-charge.h"
#include "packshot-ledger-result.h"
#include "packshot-remote-id.h"
#include "packshot-request.h"

G_BEGIN_DECLS

/**
 * PackshotJob:
 *
 * A request on its way to a video: an object to bind to. Only a #PackshotQueue changes it, always
 * in the main thread. Each property has a getter of the same name; "elapsed" and "seconds-left"
 * move with the clock, so that they notify only when something else happens: ask when you paint.
 */
#define PACKSHOT_TYPE_JOB (packshot_job_get_type ())
G_DECLARE_FINAL_TYPE (PackshotJob, packshot_job, PACKSHOT, JOB, GObject)

const char *packshot_job_get_id (PackshotJob *self);
PackshotRequest *packshot_job_get_request (PackshotJob *self);
const char *packshot_job_get_output (PackshotJob *self);
const char *packshot_job_get_destination (PackshotJob *self);
const char *packshot_job_get_cover_destination (PackshotJob *self);
char *packshot_job_dup_fetch_path (PackshotJob *self);
char *packshot_job_dup_cover_path (PackshotJob *self);
char *packshot_job_dup_preview_path (PackshotJob *self);

const GPtrArray *packshot_job_get_remote_ids (PackshotJob *self);
const GPtrArray *packshot_job_get_copies (PackshotJob *self);
const GPtrArray *packshot_job_get_results (PackshotJob *self);

PackshotJobState packshot_job_get_state (PackshotJob *self);
const char *packshot_job_get_activity (PackshotJob *self);
double packshot_job_get_fraction (PackshotJob *self);
double packshot_job_get_elapsed (PackshotJob *self);
double packshot_job_get_seconds_left (PackshotJob *self);

const char *packshot_job_get_video_path (PackshotJob *self);
const char *packshot_job_get_cover_path (PackshotJob *self);
guint packshot_job_get_width (PackshotJob *self);
guint packshot_job_get_height (PackshotJob *self);
double packshot_job_get_duration (PackshotJob *self);
const char *const *packshot_job_get_warnings (PackshotJob *self);

PackshotFailure packshot_job_get_failure (PackshotJob *self);
const char *packshot_job_get_failure_words (PackshotJob *self);

gint64 packshot_job_get_row (PackshotJob *self);
const char *packshot_job_get_service (PackshotJob *self);
PackshotManifest *packshot_job_get_manifest (PackshotJob *self);
const char *packshot_job_get_title (PackshotJob *self);
gint64 packshot_job_get_created (PackshotJob *self);
gint64 packshot_job_get_changed (PackshotJob *self);

gint64 packshot_job_get_price (PackshotJob *self);
gint64 packshot_job_get_charged (PackshotJob *self);
gint64 packshot_job_get_balance (PackshotJob *self);
const char *packshot_job_get_unit (PackshotJob *self);
PackshotStep packshot_job_get_paid_step (PackshotJob *self);
gint64 packshot_job_get_paid_at (PackshotJob *self);
gboolean packshot_job_offers (PackshotJob *self, PackshotStep step);

const char *packshot_job_get_words (PackshotJob *self);
gint64 packshot_job_get_next_try (PackshotJob *self);
gint64 packshot_job_get_last_contact (PackshotJob *self);
gboolean packshot_job_get_cancel_asked (PackshotJob *self);
gboolean packshot_job_get_key_needed (PackshotJob *self);
gboolean packshot_job_get_driven_elsewhere (PackshotJob *self);
gint64 packshot_job_get_trashed (PackshotJob *self);

G_END_DECLS
