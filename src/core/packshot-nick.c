/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-nick.h"

/**
 * packshot_nick:
 * @type: an enum type
 * @value: one of its values
 *
 * Returns: (transfer none): its name in files and on the command line: "making"
 */
const char *
packshot_nick (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (klass, value);

  g_return_val_if_fail (found != NULL, NULL);

  return found->value_nick;
}
