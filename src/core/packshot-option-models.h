/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-option.h"
#include "packshot-remote.h"

G_BEGIN_DECLS

/* The name of the option that chooses a model. */
#define PACKSHOT_OPTION_MODEL "model"

PackshotOption *packshot_option_new_for_models (const PackshotRemote *remote);

G_END_DECLS
