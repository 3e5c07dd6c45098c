/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Kinds that mean the same for each service: where the finished video lies, its cover, and the
 * picture of a preview. */
#define PACKSHOT_REMOTE_ID_VIDEO_URL   "video-url"
#define PACKSHOT_REMOTE_ID_COVER_URL   "cover-url"
#define PACKSHOT_REMOTE_ID_PREVIEW_URL "preview-url"

/* Where the user had the finished video put besides. */
#define PACKSHOT_REMOTE_ID_HOSTED_URL "hosted-url"

/* The poll id whose preview was approved, so that a service that still says that it waits for that
 * is known to be behind. */
#define PACKSHOT_REMOTE_ID_APPROVED "approved"

/* What a poll asks for: there is one of this kind for each job, or none. */
#define PACKSHOT_REMOTE_ID_POLL "video"

/**
 * PackshotRemoteId:
 * @kind: what it names at the service: "task", "video"; or where something of this job lies: the
 *   name of a picture option for what was uploaded, and the kinds above
 * @id: the name itself
 * @step: (nullable): the step whose answer brought it
 *
 * What a service calls a job, or a part of it.
 */
typedef struct
{
  char *kind;
  char *id;
  char *step;
} PackshotRemoteId;

PackshotRemoteId *packshot_remote_id_new (const char *kind, const char *id, const char *step);
PackshotRemoteId *packshot_remote_id_copy (const PackshotRemoteId *self);
const char *packshot_remote_id_find (const GPtrArray *ids, const char *kind);
GPtrArray *packshot_remote_ids_copy (const GPtrArray *ids);
void packshot_remote_id_free (PackshotRemoteId *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotRemoteId, packshot_remote_id_free)

G_END_DECLS
