/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Prices and times as one reads them. */

#include "packshot-figures.h"

#include <math.h>

#include <glib/gi18n.h>

#include "packshot-money.h"

/**
 * packshot_figures_dup_step_price:
 * @manifest: a service
 * @step: a paid step
 *
 * Returns: (transfer full) (nullable): what it costs, as far as that is known before: "1 credit",
 *   "from 3 credits"; %NULL where it is not known, or free
 */
char *
packshot_figures_dup_step_price (PackshotManifest *manifest, PackshotStep step)
{
  const PackshotPrice *price = packshot_manifest_find_price (manifest, step);
  g_autofree char *amount = NULL;

  if (price == NULL)
    return NULL;

  amount =
      packshot_money_dup_words (price->amount, manifest, packshot_manifest_get_unit (manifest));
  if (amount == NULL || !price->at_least)
    return g_steal_pointer (&amount);

  /* Translators: where a price begins; “%s” is “3 credits”. */
  return g_strdup_printf (_ ("from %s"), amount);
}

/**
 * packshot_figures_dup_price:
 * @manifest: a service
 *
 * Returns: (transfer full): what it costs to order one of its videos, as far as that is known
 *   before
 */
char *
packshot_figures_dup_price (PackshotManifest *manifest)
{
  g_autofree char *price = NULL;

  if (packshot_manifest_get_offline (manifest))
    /* Translators: it costs nothing. */
    return g_strdup (_ ("Free"));

  price = packshot_figures_dup_step_price (manifest, PACKSHOT_STEP_CREATE);
  return price != NULL ? g_steal_pointer (&price) : g_strdup (_ ("Price not known"));
}

/**
 * packshot_figures_dup_order:
 * @manifest: (nullable): a service
 * @price: (nullable): what its first paid step costs: "100 credits"
 *
 * Returns: (transfer full): what the button that orders from it says, with a mnemonic; where a
 *   preview is to be looked at first, that is what is ordered
 */
char *
packshot_figures_dup_order (PackshotManifest *manifest, const char *price)
{
  gboolean is_preview =
      manifest != NULL && packshot_manifest_offers_step (manifest, PACKSHOT_STEP_APPROVE);

  if (price == NULL)
    return g_strdup (is_preview ? _ ("Create Pre_view") : _ ("Create _Video"));

  /* Translators: “%s” is “100 credits”. */
  return g_strdup_printf (is_preview ? _ ("Create Pre_view · %s") : _ ("Create _Video · %s"),
                          price);
}

/**
 * packshot_figures_dup_when:
 * @time: in microseconds since 1970, UTC
 *
 * Returns: (transfer full): the time where it is today, and else the day; an empty text for 0
 */
char *
packshot_figures_dup_when (gint64 time)
{
  g_autoptr (GDateTime) when = NULL;
  g_autoptr (GDateTime) now = NULL;

  if (time <= 0)
    return g_strdup ("");

  when = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  now = g_date_time_new_now_local ();
  if (g_date_time_get_year (when) != g_date_time_get_year (now))
    return g_date_time_format (when, "%x");
  if (g_date_time_get_day_of_year (when) != g_date_time_get_day_of_year (now))
    /* Translators: day and month of a video made this year, see g_date_time_format(). */
    return g_date_time_format (when, _ ("%-d %B"));

  /* Translators: the time of a video made today, see g_date_time_format(). */
  return g_date_time_format (when, _ ("Today, %H∶%M"));
}

/**
 * packshot_figures_dup_span:
 * @seconds: how long something takes
 *
 * Returns: (transfer full): the same in seconds, minutes, hours or days
 */
char *
packshot_figures_dup_span (double seconds)
{
  gulong minutes = (gulong) MAX (lround (seconds / 60), 0);
  gulong hours = (gulong) MAX (lround (seconds / (60 * 60)), 0);
  gulong days = (gulong) MAX (lround (seconds / (24 * 60 * 60)), 0);
  gulong whole = (gulong) MAX (lround (seconds), 0);

  if (whole < 90)
    return g_strdup_printf (ngettext ("%lu second", "%lu seconds", whole), whole);
  if (minutes < 90)
    return g_strdup_printf (ngettext ("%lu minute", "%lu minutes", minutes), minutes);
  if (hours < 36)
    return g_strdup_printf (ngettext ("%lu hour", "%lu hours", hours), hours);

  return g_strdup_printf (ngettext ("%lu day", "%lu days", days), days);
}

/**
 * packshot_figures_dup_ago:
 * @time: in microseconds since 1970, UTC
 *
 * Returns: (transfer full): how long that is ago
 */
char *
packshot_figures_dup_ago (gint64 time)
{
  double seconds = (double) (g_get_real_time () - time) / G_USEC_PER_SEC;
  g_autofree char *span = NULL;

  if (seconds < 5)
    return g_strdup (_ ("just now"));

  span = packshot_figures_dup_span (seconds);
  /* Translators: “%s” is “5 minutes”. */
  return g_strdup_printf (_ ("%s ago"), span);
}
