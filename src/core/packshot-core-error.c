/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-core-error.h"

G_DEFINE_QUARK (packshot - core - error - quark, packshot_core_error)
