/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-suggest.h"

#include <string.h>

/* Names are short: what is longer is no slip of the finger. */
#define MAX_LENGTH 40

/* How many letters have to be added, taken away or changed: V. I. Levenshtein, 1965, row by row. */
static guint
count_slips (const char *one, const char *other)
{
  guint row[MAX_LENGTH + 1];
  gsize length = strlen (other);

  for (gsize j = 0; j <= length; j++)
    row[j] = (guint) j;

  for (gsize i = 1; one[i - 1] != '\0'; i++)
    {
      guint corner = row[0];

      row[0] = (guint) i;
      for (gsize j = 1; j <= length; j++)
        {
          guint changed = corner + (one[i - 1] != other[j - 1]);

          corner = row[j];
          row[j] = MIN (MIN (row[j], row[j - 1]) + 1, changed);
        }
    }

  return row[length];
}

/**
 * packshot_cli_suggest:
 * @typed: what somebody typed
 * @known: names there are, ended by %NULL
 *
 * Returns: (transfer none) (nullable): the name that was most likely meant; %NULL where none is
 *   near, which is within a third of its letters
 */
const char *
packshot_cli_suggest (const char *typed, const char *const *known)
{
  const char *nearest = NULL;
  guint least = G_MAXUINT;

  g_return_val_if_fail (typed != NULL && known != NULL, NULL);

  if (strlen (typed) > MAX_LENGTH)
    return NULL;

  for (guint i = 0; known[i] != NULL; i++)
    {
      gsize length = strlen (known[i]);
      guint n_slips;

      if (length > MAX_LENGTH)
        continue;

      n_slips = count_slips (typed, known[i]);
      if (n_slips <= MAX (1, length / 3) && n_slips < least)
        {
          least = n_slips;
          nearest = known[i];
        }
    }

  return nearest;
}
