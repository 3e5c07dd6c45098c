/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PackshotStep:
 * @PACKSHOT_STEP_MAKE: make the whole video on this computer
 * @PACKSHOT_STEP_PREPARE: make the exact files that will be sent; nothing leaves this computer but
 *   the request for a picture whose web address was given
 * @PACKSHOT_STEP_UPLOAD: bring these files to the service; may be done again
 * @PACKSHOT_STEP_CREATE: the paid call; never done again by itself
 * @PACKSHOT_STEP_POLL: ask how it goes; may be done again. See packshot_service_poll_async()
 * @PACKSHOT_STEP_FETCH: bring the finished video here; may be done again
 * @PACKSHOT_STEP_CANCEL: ask the service to stop
 * @PACKSHOT_STEP_APPROVE: a paid call: have the video made of the preview that was reviewed
 * @PACKSHOT_STEP_REGENERATE_PICTURE: a paid call: have another preview made
 * @PACKSHOT_STEP_REGENERATE_VIDEO: a paid call: have another video made of the same preview
 * @PACKSHOT_STEP_PREVIEW: bring the picture of a preview here; may be done again
 * @PACKSHOT_STEP_REHOST: put the finished video where it has an address of its own; may be done
 *   again
 *
 * One thing a service can be asked to do for a job. The nicks of this type are what stands in the
 * ledger.
 */
typedef enum
{
  PACKSHOT_STEP_MAKE,
  PACKSHOT_STEP_PREPARE,
  PACKSHOT_STEP_UPLOAD,
  PACKSHOT_STEP_CREATE,
  PACKSHOT_STEP_POLL,
  PACKSHOT_STEP_FETCH,
  PACKSHOT_STEP_CANCEL,
  PACKSHOT_STEP_APPROVE,
  PACKSHOT_STEP_REGENERATE_PICTURE,
  PACKSHOT_STEP_REGENERATE_VIDEO,
  PACKSHOT_STEP_PREVIEW,
  PACKSHOT_STEP_REHOST,
} PackshotStep;

#define PACKSHOT_N_STEPS (PACKSHOT_STEP_REHOST + 1)

/* What packshot_step_from_paid_name() takes, in words. */
#define PACKSHOT_STEP_PAID_NAMES "create, approve, regenerate-picture or regenerate-video"

#define PACKSHOT_TYPE_STEP (packshot_step_get_type ())
GType packshot_step_get_type (void);

gboolean packshot_step_is_paid (PackshotStep step);
gboolean packshot_step_from_paid_name (const char *name, PackshotStep *step);

G_END_DECLS
