/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotStudioError:
 * @PACKSHOT_STUDIO_ERROR_STYLE: a style is not there or its file is wrong
 * @PACKSHOT_STUDIO_ERROR_OUTPUT: the output can't be what was asked for
 */
typedef enum
{
  PACKSHOT_STUDIO_ERROR_STYLE,
  PACKSHOT_STUDIO_ERROR_OUTPUT,
} PackshotStudioError;

#define PACKSHOT_STUDIO_ERROR (packshot_studio_error_quark ())

GQuark packshot_studio_error_quark (void);

G_END_DECLS
