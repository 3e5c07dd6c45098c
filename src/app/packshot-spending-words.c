/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What was spent, in words. */

#include "config.h"

#include "packshot-spending-words.h"

#include <stdlib.h>

#include <glib/gi18n.h>

#include "packshot-money.h"

/* Between the parts of a line that stand beside each other. */
#define SEPARATOR " · "

/* A service that is not there any more is told by its id, and its unit as it was written. */
static char *
dup_money (PackshotRegistry *registry, const char *service, gint64 amount, const char *unit)
{
  return packshot_money_dup_words (amount, packshot_registry_lookup (registry, service), unit);
}

static const char *
get_fate (PackshotSpendingFate fate)
{
  static const char *const words[PACKSHOT_SPENDING_N_FATES] = {
    /* Translators: the fates of videos, as headings over what they cost. */
    NC_ ("videos", "Kept"),   NC_ ("videos", "Under way"), NC_ ("videos", "Outcome unknown"),
    NC_ ("videos", "Failed"), NC_ ("videos", "Deleted"),   NC_ ("videos", "Not charged"),
  };

  return g_dpgettext2 (NULL, "videos", words[fate]);
}

/* The services say it best, and one that is gone said it by a word of its own. */
static const char *
get_step (PackshotRegistry *registry, const PackshotLedgerCharge *charge)
{
  PackshotManifest *manifest = packshot_registry_lookup (registry, charge->service);
  const PackshotPrice *price = NULL;
  PackshotStep step;

  if (manifest != NULL && charge->step != NULL
      && packshot_step_from_paid_name (charge->step, &step))
    price = packshot_manifest_find_price (manifest, step);

  return price != NULL ? price->label : charge->step;
}

/**
 * packshot_spending_words_dup_month:
 * @month: "2026-11"
 *
 * Returns: (transfer full): the same for people: "November 2026"
 */
char *
packshot_spending_words_dup_month (const char *month)
{
  int year = atoi (month);
  const char *hyphen = strchr (month, '-');
  g_autoptr (GDateTime) first =
      hyphen != NULL ? g_date_time_new_local (year, atoi (hyphen + 1), 1, 0, 0, 0) : NULL;

  /* Translators: a month as a title, see g_date_time_format(). */
  return first != NULL ? g_date_time_format (first, _ ("%OB %Y")) : g_strdup (month);
}

/**
 * packshot_spending_words_dup_service:
 * @registry: the services there are
 * @service: the id of a service, which may be gone
 *
 * Returns: (transfer full): what people call it
 */
char *
packshot_spending_words_dup_service (PackshotRegistry *registry, const char *service)
{
  PackshotManifest *manifest = packshot_registry_lookup (registry, service);

  return g_strdup (manifest != NULL ? packshot_manifest_get_name (manifest) : service);
}

/**
 * packshot_spending_words_dup_charged:
 * @registry: the services there are
 * @sum: what was spent at one of them in a month
 *
 * Returns: (transfer full): what was charged: "300 credits"
 */
char *
packshot_spending_words_dup_charged (PackshotRegistry *registry, const PackshotSpendingSum *sum)
{
  return dup_money (registry, sum->service, sum->charged, sum->unit);
}

/**
 * packshot_spending_words_dup_expected:
 * @registry: the services there are
 * @sum: what was spent at one of them in a month
 *
 * Returns: (transfer full) (nullable): what is expected for calls that are not charged yet: "+
 * about 100 credits"; %NULL where all are
 */
char *
packshot_spending_words_dup_expected (PackshotRegistry *registry, const PackshotSpendingSum *sum)
{
  g_autofree char *expected = dup_money (registry, sum->service, sum->expected, sum->unit);

  /* Translators: what is to be added to what was charged; “%s” is “100 credits”. */
  return sum->expected > 0 ? g_strdup_printf (_ ("+ about %s"), expected) : NULL;
}

/**
 * packshot_spending_words_dup_parts:
 * @registry: the services there are
 * @sum: what was spent at one of them in a month
 *
 * Returns: (transfer full): how much was ordered, and what became of it
 */
char *
packshot_spending_words_dup_parts (PackshotRegistry *registry, const PackshotSpendingSum *sum)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_printf (words, ngettext ("%u video ordered", "%u videos ordered", sum->n_orders),
                   sum->n_orders);
  for (guint fate = 0; fate < PACKSHOT_SPENDING_N_FATES; fate++)
    {
      g_autofree char *amount = dup_money (registry, sum->service, sum->by_fate[fate], sum->unit);

      if (sum->by_fate[fate] == 0)
        continue;

      g_string_append (words, SEPARATOR);
      /* Translators: what became of videos, and what they cost: “Kept”, “300 credits”. */
      g_string_append_printf (words, _ ("%s: %s"), get_fate (fate), amount);
    }

  if (sum->n_unknown > 0)
    {
      g_string_append (words, SEPARATOR);
      g_string_append_printf (words,
                              ngettext ("%u call whose cost nobody knows",
                                        "%u calls whose cost nobody knows", sum->n_unknown),
                              sum->n_unknown);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/**
 * packshot_spending_words_dup_amount:
 * @registry: the services there are
 * @line: a call
 *
 * Returns: (transfer full): what it cost, or what is expected
 */
char *
packshot_spending_words_dup_amount (PackshotRegistry *registry, const PackshotSpendingLine *line)
{
  const PackshotLedgerCharge *charge = line->charge;
  g_autofree char *amount = dup_money (registry, charge->service,
                                       packshot_ledger_charge_get_spent (charge), charge->unit);

  if (charge->charged != PACKSHOT_MONEY_UNKNOWN)
    return g_steal_pointer (&amount);
  if (charge->asked == PACKSHOT_MONEY_UNKNOWN)
    return g_strdup (_ ("Not known"));

  /* Translators: what is expected to be charged; “%s” is “100 credits”. */
  return g_strdup_printf (_ ("about %s"), amount);
}

/**
 * packshot_spending_words_dup_call:
 * @registry: the services there are
 * @line: a call
 *
 * Returns: (transfer full): what for and when it was, and what became of it
 */
char *
packshot_spending_words_dup_call (PackshotRegistry *registry, const PackshotSpendingLine *line)
{
  const char *step = get_step (registry, line->charge);
  g_autoptr (GDateTime) at =
      g_date_time_new_from_unix_local (line->charge->asked_at / G_USEC_PER_SEC);
  /* Translators: day and time of a call in a month that is told already, see g_date_time_format().
   */
  g_autofree char *when = at != NULL ? g_date_time_format (at, _ ("%-d %B, %H∶%M")) : g_strdup ("");

  return g_strjoin (SEPARATOR, get_fate (line->fate), when, step, NULL);
}
