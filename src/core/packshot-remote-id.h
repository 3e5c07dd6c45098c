/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotRemoteId:
 * @kind: what it names at the service: "task", "video"
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
void packshot_remote_id_free (PackshotRemoteId *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotRemoteId, packshot_remote_id_free)

G_END_DECLS
