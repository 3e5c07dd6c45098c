/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-step.h"

G_DEFINE_ENUM_TYPE (PackshotStep,
                    packshot_step,
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_MAKE, "make"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_PREPARE, "prepare"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_UPLOAD, "upload"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_CREATE, "create"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_POLL, "poll"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_FETCH, "fetch"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_STEP_CANCEL, "cancel"))
