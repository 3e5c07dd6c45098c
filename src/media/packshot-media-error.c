/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-media"

#include "packshot-media-error.h"

G_DEFINE_QUARK (packshot - media - error - quark, packshot_media_error)
