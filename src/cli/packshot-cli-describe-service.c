/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* What there is to know of a service on the web beside its options. */

#include "packshot-cli-describe-service.h"

#include <glib/gi18n.h>

#include "packshot-cli-describe-rules.h"
#include "packshot-cli-describe.h"
#include "packshot-cli-keys.h"
#include "packshot-cli-layout.h"
#include "packshot-cli-words.h"
#include "packshot-settings.h"
#include "packshot-text-join.h"

#define HEAD_WIDTH 24

static char *
dup_model (PackshotManifest *manifest, const PackshotModel *model)
{
  g_autoptr (GString) words = g_string_new (model->label);

  if (packshot_manifest_get_n_models (manifest) > 1
      && g_strcmp0 (model->id, packshot_manifest_get_default_model (manifest)) == 0)
    g_string_append_printf (words, " %s", _ ("(default)"));
  packshot_text_join_full_stop (words);
  if (model->status == PACKSHOT_MODEL_WITHDRAWN)
    /* Translators: a date; goes on after the name of a model. */
    g_string_append_printf (words, _ (" Withdrawn since %s."), model->since);
  if (model->note != NULL)
    packshot_text_join_sentence (words, model->note);
  packshot_cli_describe_rules_append_model (words, manifest, model);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* Where it really is, which the user or the environment may have set. */
static char *
dup_address (PackshotManifest *manifest)
{
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  g_autoptr (GError) error = NULL;
  char *address = packshot_settings_dup_base_url (settings, manifest, &error);

  return address != NULL ? address : g_strdup (error->message);
}

static void
append_prices (GString *text, PackshotManifest *manifest)
{
  const char *unit = packshot_manifest_get_unit (manifest);

  for (guint step = 0; step < PACKSHOT_N_STEPS; step++)
    {
      const PackshotPrice *price = packshot_manifest_find_price (manifest, step);
      g_autofree char *words = NULL;
      g_autofree char *body = NULL;

      if (price == NULL)
        continue;

      words = packshot_cli_describe_price (price, manifest, unit);
      body = g_strdup_printf ("%s: %s", price->label, words);
      packshot_cli_layout_append_row (text, 2, _ ("Price"), HEAD_WIDTH, body);
    }
}

/**
 * packshot_cli_describe_service_models:
 * @text: where to append
 * @manifest: a service
 *
 * Appends the models of a service, a row each; nothing where it has none.
 */
void
packshot_cli_describe_service_models (GString *text, PackshotManifest *manifest)
{
  guint n = packshot_manifest_get_n_models (manifest);

  if (n == 0)
    return;

  g_string_append (text, n > 1 ? _ ("\nModels:\n") : _ ("\nModel:\n"));
  for (guint i = 0; i < n; i++)
    {
      const PackshotModel *model = packshot_manifest_get_model (manifest, i);
      g_autofree char *words = dup_model (manifest, model);

      packshot_cli_layout_append_row (text, 2, model->id, HEAD_WIDTH, words);
    }
}

/**
 * packshot_cli_describe_service_terms:
 * @text: where to append
 * @manifest: a service
 *
 * Appends what it takes to use a service on the web: prices, key, address; nothing for one on this
 * computer.
 */
void
packshot_cli_describe_service_terms (GString *text, PackshotManifest *manifest)
{
  g_autofree char *address = NULL;
  g_autofree char *key = NULL;
  g_autofree char *wait = NULL;

  if (packshot_manifest_get_offline (manifest))
    return;

  g_string_append (text, _ ("\nTerms:\n"));
  append_prices (text, manifest);
  key = packshot_cli_keys_describe (manifest);
  packshot_cli_layout_append_row (text, 2, _ ("Key"), HEAD_WIDTH, key);
  wait = packshot_cli_words_span (packshot_manifest_get_typical_wait (manifest) * G_USEC_PER_SEC);
  packshot_cli_layout_append_row (text, 2, _ ("Typical wait"), HEAD_WIDTH, wait);
  address = dup_address (manifest);
  packshot_cli_layout_append_row (text, 2, _ ("Address"), HEAD_WIDTH, address);
  if (packshot_manifest_get_website (manifest) != NULL)
    packshot_cli_layout_append_row (text, 2, _ ("Website"), HEAD_WIDTH,
                                    packshot_manifest_get_website (manifest));
}
