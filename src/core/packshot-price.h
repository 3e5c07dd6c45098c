/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "packshot-step.h"

G_BEGIN_DECLS

/**
 * PackshotPrice:
 * @step: what is paid for
 * @label: what a person reads: "Video"
 * @amount: what it costs, in millionths of the manifest's unit; %PACKSHOT_MONEY_UNKNOWN where the
 *   service does not say
 * @at_least: whether @amount is only where the price begins
 *
 * What one paid step of a service costs. Belongs to its manifest and never changes.
 */
typedef struct
{
  PackshotStep step;
  char *label;
  gint64 amount;
  gboolean at_least;
} PackshotPrice;

PackshotPrice *packshot_price_new_from_json (JsonObject *object, const char *path, GError **error);
void packshot_price_free (PackshotPrice *price);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotPrice, packshot_price_free)

G_END_DECLS
