/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotConditionKind:
 * @PACKSHOT_CONDITION_IS: the option has one of some values
 * @PACKSHOT_CONDITION_GIVEN: the option has a value, or has none
 * @PACKSHOT_CONDITION_KINDS: the picture comes from one of some places
 *
 * What a condition is about.
 */
typedef enum
{
  PACKSHOT_CONDITION_IS,
  PACKSHOT_CONDITION_GIVEN,
  PACKSHOT_CONDITION_KINDS,
} PackshotConditionKind;

/**
 * PackshotCondition:
 * @option: the name of the option it looks at, or "model"
 * @kind: what it is about
 * @values: (array zero-terminated=1): of %PACKSHOT_CONDITION_IS, the values that will do, as
 *   packshot_option_format() writes them; otherwise empty
 * @given: of %PACKSHOT_CONDITION_GIVEN, whether a value has to be there
 * @picture_kinds: of %PACKSHOT_CONDITION_KINDS, a bit for each #PackshotPictureValueKind that will
 *   do
 *
 * What has to be so in a request for an option to be asked, or a choice to be offered; see
 * packshot-manifest.h. Belongs to its manifest and never changes.
 */
typedef struct
{
  char *option;
  PackshotConditionKind kind;
  GStrv values;
  gboolean given;
  guint picture_kinds;
} PackshotCondition;

void packshot_condition_free (PackshotCondition *condition);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotCondition, packshot_condition_free)

G_END_DECLS
