/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotDeletion:
 * @PACKSHOT_DELETION_FOR_GOOD: of what somebody has pointed at
 * @PACKSHOT_DELETION_OF_UNSENT: of what is taken back before it was sent; of one that another
 *   program has sent meanwhile it is an error
 */
typedef enum
{
  PACKSHOT_DELETION_FOR_GOOD,
  PACKSHOT_DELETION_OF_UNSENT,
} PackshotDeletion;

G_END_DECLS
