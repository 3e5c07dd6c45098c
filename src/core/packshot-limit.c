/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-limit.h"

#include <glib/gi18n.h>

#include "packshot-money.h"

/**
 * packshot_limit_new:
 * @manifest: a service with a unit
 * @limit: what may be spent there in a day, in millionths of the unit
 * @spent: what was spent there today
 *
 * Returns: (transfer full): its limit, with nothing to be ordered yet
 */
PackshotLimit *
packshot_limit_new (PackshotManifest *manifest, gint64 limit, gint64 spent)
{
  PackshotLimit *self = g_new0 (PackshotLimit, 1);

  self->manifest = g_object_ref (manifest);
  self->limit = limit;
  self->spent = spent;

  return self;
}

/**
 * packshot_limit_free:
 * @self: (transfer full): a limit
 */
void
packshot_limit_free (PackshotLimit *self)
{
  g_object_unref (self->manifest);
  g_free (self);
}

/**
 * packshot_limit_add:
 * @self: a limit
 * @price: what is to be ordered, in millionths of the unit, or %PACKSHOT_MONEY_UNKNOWN
 */
void
packshot_limit_add (PackshotLimit *self, gint64 price)
{
  g_return_if_fail (self != NULL);

  self->n_orders++;
  if (price == PACKSHOT_MONEY_UNKNOWN)
    self->n_unpriced++;
  else
    self->added += price;
}

/**
 * packshot_limit_is_over:
 * @self: a limit
 *
 * An order of which nobody knows the price is over a limit that is reached already; before that it
 * is let pass, and counted when its price is known.
 *
 * Returns: whether the order would lead over the limit
 */
gboolean
packshot_limit_is_over (const PackshotLimit *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->spent + self->added > self->limit
         || (self->n_unpriced > 0 && self->spent + self->added >= self->limit);
}

/**
 * packshot_limit_dup_words:
 * @self: a limit
 *
 * Returns: (transfer full): where one stands, and what this adds, in sentences to show as they are
 */
char *
packshot_limit_dup_words (const PackshotLimit *self)
{
  const char *unit, *service;
  g_autofree char *limit = NULL;
  g_autofree char *spent = NULL;
  g_autofree char *added = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  unit = packshot_manifest_get_unit (self->manifest);
  service = packshot_manifest_get_name (self->manifest);
  limit = packshot_money_dup_words (self->limit, self->manifest, unit);
  spent = packshot_money_dup_words (self->spent, self->manifest, unit);
  added = packshot_money_dup_words (self->added, self->manifest, unit);

  if (self->n_unpriced == self->n_orders)
    return g_strdup_printf (
        /* Translators: a service, “300 credits”, “250 credits”. */
        _ ("The daily limit you set for %s is %s. Spent today: %s. What this adds is not known "
           "before."),
        service, limit, spent);

  return g_strdup_printf (
      self->n_unpriced == 0
          /* Translators: a service, “300 credits”, “250 credits”, “100 credits”. */
          ? _ ("The daily limit you set for %s is %s. Spent today: %s. This adds %s.")
          /* Translators: as before; “at least”, since not all prices are known. */
          : _ ("The daily limit you set for %s is %s. Spent today: %s. This adds at least %s."),
      service, limit, spent, added);
}

/**
 * packshot_limit_day_start:
 * @now: a time, in microseconds since 1970, UTC
 * @zone: where the user is
 *
 * Returns: when the day of that time began there, likewise: at midnight, or as early as there was a
 *   clock time in it where the clock was put forward at midnight
 */
gint64
packshot_limit_day_start (gint64 now, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) midnight = NULL;

  g_return_val_if_fail (utc != NULL && zone != NULL, 0);

  local = g_date_time_to_timezone (utc, zone);
  midnight = g_date_time_new (zone, g_date_time_get_year (local), g_date_time_get_month (local),
                              g_date_time_get_day_of_month (local), 0, 0, 0);

  return g_date_time_to_unix (midnight) * G_USEC_PER_SEC;
}
