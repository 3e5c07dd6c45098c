/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-condition.h"

/**
 * packshot_condition_free:
 * @condition: (transfer full): a condition
 */
void
packshot_condition_free (PackshotCondition *condition)
{
  g_free (condition->option);
  g_strfreev (condition->values);
  g_free (condition);
}
