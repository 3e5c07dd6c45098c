/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotPictureValueKind:
 * @PACKSHOT_PICTURE_VALUE_FILE: a file of this computer, by its absolute path
 * @PACKSHOT_PICTURE_VALUE_ADDRESS: a picture on the web, by its http or https address as typed
 * @PACKSHOT_PICTURE_VALUE_REFERENCE: a picture that the service has, by the name it gave it
 *
 * Where a picture comes from. A value of a picture option is one of these, and no two look alike:
 * see packshot_picture_value_classify().
 */
typedef enum
{
  PACKSHOT_PICTURE_VALUE_FILE,
  PACKSHOT_PICTURE_VALUE_ADDRESS,
  PACKSHOT_PICTURE_VALUE_REFERENCE,
} PackshotPictureValueKind;

#define PACKSHOT_N_PICTURE_VALUE_KINDS (PACKSHOT_PICTURE_VALUE_REFERENCE + 1)

int packshot_picture_value_kind_from_name (const char *name);
PackshotPictureValueKind packshot_picture_value_classify (const char *value);

gboolean packshot_picture_value_is_address (const char *text);
char *packshot_picture_value_check_address (const char *text, guint max_length, GError **error);
gboolean packshot_picture_value_is_reference (const char *text, GRegex *pattern);

G_END_DECLS
