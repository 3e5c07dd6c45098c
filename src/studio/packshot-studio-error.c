/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-studio-error.h"

G_DEFINE_QUARK (packshot - studio - error - quark, packshot_studio_error)
