/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-step.h"

#include "packshot-nick.h"

G_DEFINE_ENUM_TYPE (PackshotStep,
                    packshot_step,
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_MAKE, "make"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_PREPARE, "prepare"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_UPLOAD, "upload"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_CREATE, "create"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_POLL, "poll"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_FETCH, "fetch"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_CANCEL, "cancel"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_APPROVE, "approve"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_REGENERATE_PICTURE, "regenerate-picture"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_REGENERATE_VIDEO, "regenerate-video"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_PREVIEW, "preview"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_REHOST, "rehost"))

/**
 * packshot_step_is_paid:
 * @step: a step
 *
 * Returns: whether it may cost money: one that is never done again by itself
 */
gboolean
packshot_step_is_paid (PackshotStep step)
{
  return step == PACKSHOT_STEP_CREATE || step == PACKSHOT_STEP_APPROVE
         || step == PACKSHOT_STEP_REGENERATE_PICTURE || step == PACKSHOT_STEP_REGENERATE_VIDEO;
}

/**
 * packshot_step_from_paid_name:
 * @name: what a manifest calls a step
 * @step: (out): return location for the step
 *
 * Returns: whether a paid step has that name
 */
gboolean
packshot_step_from_paid_name (const char *name, PackshotStep *step)
{
  g_return_val_if_fail (name != NULL && step != NULL, FALSE);

  for (guint i = 0; i < PACKSHOT_N_STEPS; i++)
    {
      if (packshot_step_is_paid (i) && g_str_equal (packshot_nick (PACKSHOT_TYPE_STEP, i), name))
        {
          *step = i;
          return TRUE;
        }
    }

  return FALSE;
}
