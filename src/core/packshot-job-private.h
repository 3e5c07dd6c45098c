/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-estimate.h"
#include "packshot-job.h"
#include "packshot-reply.h"

G_BEGIN_DECLS

/* For the queue, the only writer of jobs; everybody else asks by the getters. */
struct _PackshotJob
{
  GObject parent_instance;

  char *id;
  PackshotRequest *request;
  char *output;
  char *destination;
  char *cover_destination;

  GPtrArray *remote_ids; /* (element-type PackshotRemoteId) */
  GPtrArray *copies;     /* (element-type PackshotJobCopy) */

  PackshotJobState state;
  char *activity;
  double fraction;
  gint64 started; /* monotonic, or 0 while it has not begun */
  gint64 ended;   /* monotonic, or 0 while it runs */
  PackshotEstimate estimate;

  char *video_path;
  char *cover_path;
  guint width;
  guint height;
  double duration;
  GStrv warnings;

  PackshotFailure failure;
  char *failure_words;
};

PackshotJob *packshot_job_new (const char *id,
                               PackshotRequest *request,
                               const char *output,
                               const char *destination,
                               const char *cover_destination);

void packshot_job_set_state (PackshotJob *self, PackshotJobState state);
void packshot_job_set_progress (PackshotJob *self, double fraction, const char *activity);
void packshot_job_set_result (PackshotJob *self, const PackshotReply *reply);
void packshot_job_add_remote_ids (PackshotJob *self, const GPtrArray *ids);
void packshot_job_set_copies (PackshotJob *self, const GPtrArray *copies);
void packshot_job_set_failure (PackshotJob *self, PackshotFailure failure, const char *words);

G_END_DECLS
