/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What is ordered and what it costs together, as the buttons say it. */

#include "config.h"

#include "packshot-order-words.h"

#include <glib/gi18n.h>

#include "packshot-figures.h"
#include "packshot-money.h"

/* What goes to one service. The credits of one are not those of another. */
typedef struct
{
  PackshotManifest *manifest;
  gint64 amount;
  gboolean at_least;
  gboolean is_known;
} Sum;

static Sum *
find_sum (GArray *sums, PackshotManifest *manifest)
{
  Sum sum = { manifest, 0, FALSE, TRUE };

  for (guint i = 0; i < sums->len; i++)
    {
      if (g_array_index (sums, Sum, i).manifest == manifest)
        return &g_array_index (sums, Sum, i);
    }

  g_array_append_val (sums, sum);
  return &g_array_index (sums, Sum, sums->len - 1);
}

static void
add_price (GArray *sums, PackshotManifest *manifest)
{
  const PackshotPrice *price = packshot_manifest_find_price (manifest, PACKSHOT_STEP_CREATE);
  Sum *sum;

  if (packshot_manifest_get_offline (manifest))
    return;

  sum = find_sum (sums, manifest);
  sum->is_known = sum->is_known && price != NULL && price->amount != PACKSHOT_MONEY_UNKNOWN;
  if (!sum->is_known)
    return;

  sum->amount += price->amount;
  sum->at_least = sum->at_least || price->at_least;
}

static char *
dup_sum (const Sum *sum, gboolean with_name)
{
  const char *unit = packshot_manifest_get_unit (sum->manifest);
  g_autofree char *amount =
      sum->is_known ? packshot_money_dup_words (sum->amount, sum->manifest, unit) : NULL;
  g_autofree char *words = NULL;

  if (amount == NULL)
    /* Translators: as in “a price not known at Shop Films”. */
    words = g_strdup (_ ("a price not known"));
  else if (sum->at_least)
    /* Translators: where a price begins; “%s” is “3 credits”. */
    words = g_strdup_printf (_ ("from %s"), amount);
  else
    words = g_steal_pointer (&amount);

  if (!with_name)
    return g_steal_pointer (&words);

  /* Translators: a price, and the name of the service that takes it. */
  return g_strdup_printf (_ ("%s at %s"), words, packshot_manifest_get_name (sum->manifest));
}

/**
 * packshot_order_words_dup_total:
 * @manifests: (element-type PackshotManifest): the service of each video; one service may stand
 *   there many times
 *
 * Returns: (transfer full) (nullable): what they cost together, as far as that is known before,
 * each unit by itself: "500 credits", "from 9 credits"; %NULL where nothing is known, or all is
 * free
 */
char *
packshot_order_words_dup_total (GPtrArray *manifests)
{
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (Sum));
  g_autoptr (GString) total = g_string_new (NULL);
  gboolean is_known = FALSE;

  g_return_val_if_fail (manifests != NULL, NULL);

  for (guint i = 0; i < manifests->len; i++)
    add_price (sums, g_ptr_array_index (manifests, i));

  for (guint i = 0; i < sums->len; i++)
    {
      const Sum *sum = &g_array_index (sums, Sum, i);
      g_autofree char *words = dup_sum (sum, sums->len > 1);

      is_known = is_known || sum->is_known;
      g_string_append_printf (total, "%s%s", i > 0 ? " + " : "", words);
    }

  return is_known ? g_string_free (g_steal_pointer (&total), FALSE) : NULL;
}

/**
 * packshot_order_words_dup_button:
 * @manifest: (nullable): a service
 * @n_videos: how many are ordered from it
 *
 * Returns: (transfer full): what the button that orders them says, with a mnemonic and their price;
 *   where previews are to be looked at first, those are what is ordered
 */
char *
packshot_order_words_dup_button (PackshotManifest *manifest, guint n_videos)
{
  gboolean is_preview =
      manifest != NULL && packshot_manifest_offers_step (manifest, PACKSHOT_STEP_APPROVE);
  g_autoptr (GPtrArray) manifests = g_ptr_array_new ();
  g_autofree char *total = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < n_videos && manifest != NULL; i++)
    g_ptr_array_add (manifests, manifest);
  total = packshot_order_words_dup_total (manifests);

  if (n_videos == 1)
    return packshot_figures_dup_order (manifest, total);

  words =
      g_strdup_printf (is_preview ? ngettext ("Create %u Pre_view", "Create %u Pre_views", n_videos)
                                  : ngettext ("Create %u _Video", "Create %u _Videos", n_videos),
                       n_videos);
  if (total == NULL)
    return g_steal_pointer (&words);

  /* Translators: what a button does, and what that costs. */
  return g_strdup_printf (_ ("%s · %s"), words, total);
}

/**
 * packshot_order_words_dup_yes:
 * @n_videos: how many are asked about
 * @price: (nullable): what they cost together
 *
 * Returns: (transfer full): what the button says that answers the question by yes
 */
char *
packshot_order_words_dup_yes (guint n_videos, const char *price)
{
  g_autofree char *words =
      g_strdup_printf (ngettext ("_Create %u Video", "_Create %u Videos", n_videos), n_videos);

  if (price == NULL)
    return g_steal_pointer (&words);

  /* Translators: what a button does, and what that costs. */
  return g_strdup_printf (_ ("%s · %s"), words, price);
}
