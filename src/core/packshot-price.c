/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-price.h"

#include <math.h>

#include "packshot-json.h"
#include "packshot-ledger-charge.h"
#include "packshot-manifest-words.h"

#define MAX_AMOUNT 1e9

static const char *const keys[] = { "step", "label", "amount", "at_least", NULL };

static gboolean
read_step (PackshotPrice *self, JsonObject *object, const char *path, GError **error)
{
  const char *name;

  if (!packshot_json_get_string (object, path, "step", PACKSHOT_JSON_REQUIRED, &name, error))
    return FALSE;

  return packshot_step_from_paid_name (name, &self->step)
             ? TRUE
             : packshot_json_fail (error, path, "step", "expected " PACKSHOT_STEP_PAID_NAMES);
}

static gboolean
read_amount (PackshotPrice *self, JsonObject *object, const char *path, GError **error)
{
  gboolean is_known = json_object_has_member (object, "amount");
  double amount = 0;

  if (!packshot_json_get_number (object, path, "amount", PACKSHOT_JSON_OPTIONAL, &amount, error)
      || !packshot_json_get_boolean (object, path, "at_least", PACKSHOT_JSON_OPTIONAL,
                                     &self->at_least, error))
    return FALSE;

  if (amount < 0 || amount > MAX_AMOUNT)
    return packshot_json_fail (error, path, "amount", "expected 0 to %.0f", MAX_AMOUNT);
  if (!is_known && self->at_least)
    return packshot_json_fail (error, path, "at_least", "an unknown amount can’t be the least");

  self->amount = is_known ? llround (amount * PACKSHOT_MONEY_ONE) : PACKSHOT_MONEY_UNKNOWN;
  return TRUE;
}

/**
 * packshot_price_new_from_json:
 * @object: one element of a manifest's "prices", see packshot-manifest.h
 * @path: its place in the file
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: (transfer full): a new price, or %NULL on error
 */
PackshotPrice *
packshot_price_new_from_json (JsonObject *object, const char *path, GError **error)
{
  g_autoptr (PackshotPrice) self = g_new0 (PackshotPrice, 1);

  if (!packshot_json_check_keys (object, path, keys, error)
      || !read_step (self, object, path, error)
      || !packshot_manifest_words_get_translated (object, path, "label", PACKSHOT_JSON_REQUIRED,
                                                  &self->label, error)
      || !read_amount (self, object, path, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * packshot_price_free:
 * @price: (transfer full): a price
 */
void
packshot_price_free (PackshotPrice *price)
{
  g_free (price->label);
  g_free (price);
}
