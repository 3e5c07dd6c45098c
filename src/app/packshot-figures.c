/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Prices and times as one reads them. */

#include "packshot-figures.h"

#include <math.h>

#include <glib/gi18n.h>

#include "packshot-money.h"
#include "packshot-plural.h"

/* What a span of time is told in. */
typedef enum
{
  SECONDS,
  MINUTES,
  HOURS,
  DAYS,
} Unit;

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

/* Returns: in what @seconds are told best, and how many of it */
static Unit
count (double seconds, gulong *n)
{
  static const double sizes[] = { 1, 60, 60 * 60, 24 * 60 * 60 };
  static const gulong ends[] = { 90, 90, 36, G_MAXULONG };
  Unit unit;

  for (unit = SECONDS; unit <= DAYS; unit++)
    {
      *n = (gulong) MAX (lround (seconds / sizes[unit]), 0);
      if (*n < ends[unit])
        break;
    }

  return unit;
}

/**
 * packshot_figures_dup_span:
 * @seconds: how long something takes
 *
 * Returns: (transfer full): the same in seconds, minutes, hours or days, for a place within a
 *   sentence
 */
char *
packshot_figures_dup_span (double seconds)
{
  gulong n;

  switch (count (seconds, &n))
    {
    case SECONDS:
      /* Translators: a span of time within a sentence, as in “At work for 5 minutes”, “Next look in
       * 5 minutes” and “5 minutes ago”; also the next ones. */
      return g_strdup_printf (ngettext ("%lu second", "%lu seconds", n), n);
    case MINUTES:
      return g_strdup_printf (ngettext ("%lu minute", "%lu minutes", n), n);
    case HOURS:
      return g_strdup_printf (ngettext ("%lu hour", "%lu hours", n), n);
    case DAYS:
    default:
      return g_strdup_printf (ngettext ("%lu day", "%lu days", n), n);
    }
}

/**
 * packshot_figures_dup_bare_span:
 * @seconds: how long something takes
 *
 * Many languages say it otherwise within a sentence.
 *
 * Returns: (transfer full): the same in seconds, minutes, hours or days, to stand alone
 */
char *
packshot_figures_dup_bare_span (double seconds)
{
  gulong n;

  switch (count (seconds, &n))
    {
    case SECONDS:
      /* Translators: a span of time that stands alone; also the next ones. */
      return g_strdup_printf (NP_ ("alone", "%lu second", "%lu seconds", n), n);
    case MINUTES:
      return g_strdup_printf (NP_ ("alone", "%lu minute", "%lu minutes", n), n);
    case HOURS:
      return g_strdup_printf (NP_ ("alone", "%lu hour", "%lu hours", n), n);
    case DAYS:
    default:
      return g_strdup_printf (NP_ ("alone", "%lu day", "%lu days", n), n);
    }
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
