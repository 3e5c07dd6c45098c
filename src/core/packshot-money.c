/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Amounts of money as people and programs read them. */

#include "packshot-money.h"

#include <string.h>

#include <glib/gi18n.h>

#define MAX_DECIMALS 6

/* As NC_() has it in po/manifest-words.h. */
#define CONTEXT_DECIMALS "with decimals"

static int
count_decimals (gint64 amount)
{
  int n_decimals = MAX_DECIMALS;

  for (gint64 rest = amount % PACKSHOT_MONEY_ONE; n_decimals > 0 && rest % 10 == 0; rest /= 10)
    n_decimals--;

  return n_decimals;
}

/* The form of the unit that follows the number. Which of its forms that is differs between
 * languages, and after a number with decimals gettext, which counts whole things, can't tell. */
static const char *
choose_form (gint64 amount, const char *one, const char *other)
{
  /* What a service counted that is not there any more is known for many only. */
  if (one == NULL && gettext (other) != other)
    return gettext (other);
  if (one == NULL || amount % PACKSHOT_MONEY_ONE != 0)
    return g_dpgettext2 (NULL, CONTEXT_DECIMALS, other);

  return ngettext (one, other, (gulong) (amount / PACKSHOT_MONEY_ONE));
}

/**
 * packshot_money_dup_number:
 * @amount: in millionths, not negative
 *
 * For programs, and for files that are read on any computer.
 *
 * Returns: (transfer full): the number with a point, and as many digits as it needs: "100", "0.35"
 */
char *
packshot_money_dup_number (gint64 amount)
{
  int n_decimals = count_decimals (amount);
  g_autofree char *decimals = NULL;

  if (n_decimals == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, amount / PACKSHOT_MONEY_ONE);

  decimals = g_strdup_printf ("%06" G_GINT64_FORMAT, amount % PACKSHOT_MONEY_ONE);
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%.*s", amount / PACKSHOT_MONEY_ONE, n_decimals,
                          decimals);
}

/**
 * packshot_money_dup_words:
 * @amount: in millionths of @unit, or %PACKSHOT_MONEY_UNKNOWN
 * @manifest: (nullable): the service, which knows how one says its unit; %NULL where it is not
 *   there any more
 * @unit: (nullable): what is counted, as packshot_manifest_get_unit() has it
 *
 * The one way to say an amount to people, in their language and with the digits of their country:
 * "100 credits", "1 credit", "0.50 CNY". A currency has no decimals or two at least; what is
 * counted in pieces has as many as it needs.
 *
 * Returns: (transfer full) (nullable): the words; %NULL where the amount is not known
 */
char *
packshot_money_dup_words (gint64 amount, PackshotManifest *manifest, const char *unit)
{
  g_autofree char *number = NULL;
  const char *one = NULL;
  int n_decimals;

  g_return_val_if_fail (manifest == NULL || PACKSHOT_IS_MANIFEST (manifest), NULL);

  if (amount < 0)
    return NULL;

  /* What a job was paid in need not be what its service counts today. */
  if (manifest != NULL && g_strcmp0 (packshot_manifest_get_unit (manifest), unit) == 0)
    one = packshot_manifest_get_unit_one (manifest);

  n_decimals = count_decimals (amount);
  if (n_decimals == 1 && one == NULL)
    n_decimals = 2;

  number = g_strdup_printf ("%'.*f", n_decimals, (double) amount / PACKSHOT_MONEY_ONE);
  if (unit == NULL || *unit == '\0')
    return g_steal_pointer (&number);

  /* Translators: an amount: “100” and “credits”, or “0.35” and “CNY”. */
  return g_strdup_printf (C_ ("money", "%s %s"), number, choose_form (amount, one, unit));
}

/**
 * packshot_money_parse:
 * @text: what somebody typed
 * @amount: (out): the amount in millionths
 *
 * Reads a number without a sign or an exponent: digits, and at most six more after a point, or
 * after the comma of a country that writes decimals with one.
 *
 * Returns: whether it is one, and not above %PACKSHOT_MONEY_MAX
 */
gboolean
packshot_money_parse (const char *text, gint64 *amount)
{
  g_autofree char *shown = g_strdup_printf ("%.1f", 0.5);
  char comma = shown[1] == ',' ? ',' : '.';
  gint64 sum = 0;
  gint64 weight = PACKSHOT_MONEY_ONE;
  gsize n_digits = strspn (text, "0123456789");
  const char *decimals = text + n_digits;

  if (n_digits == 0 || n_digits > strlen ("1000000000"))
    return FALSE;

  for (gsize i = 0; i < n_digits; i++)
    sum = sum * 10 + (text[i] - '0') * PACKSHOT_MONEY_ONE;

  if (*decimals == '.' || *decimals == comma)
    {
      decimals++;
      n_digits = strspn (decimals, "0123456789");
      if (n_digits == 0 || n_digits > MAX_DECIMALS)
        return FALSE;
      for (; n_digits > 0; n_digits--, decimals++)
        sum += (*decimals - '0') * (weight /= 10);
    }

  if (*decimals != '\0' || sum > PACKSHOT_MONEY_MAX)
    return FALSE;

  *amount = sum;
  return TRUE;
}
