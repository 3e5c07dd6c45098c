/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* What may be spent at a service in a day. */

#include "packshot-cli-limit.h"

#include <glib/gi18n.h>

#include "packshot-cli-layout.h"
#include "packshot-cli-outcome.h"
#include "packshot-cli-services.h"
#include "packshot-core-error.h"
#include "packshot-limit.h"
#include "packshot-money.h"
#include "packshot-settings-limits.h"
#include "packshot-text.h"

/* How much of a wrong argument a message shows. */
#define SHOWN_LENGTH 40

#define HEAD_WIDTH 24

#define NONE "none"

static char *
dup_money (PackshotManifest *manifest, gint64 amount)
{
  return packshot_money_dup_words (amount, manifest, packshot_manifest_get_unit (manifest));
}

static void
refuse_order (const PackshotLimit *limit, GError **error)
{
  g_autofree char *most = dup_money (limit->manifest, limit->limit);
  g_autofree char *spent = dup_money (limit->manifest, limit->spent);
  /* Translators: stands for a price, as in “and this adds what nobody knows before”. */
  g_autofree char *added = limit->n_unpriced > 0 ? g_strdup (_ ("what nobody knows before"))
                                                 : dup_money (limit->manifest, limit->added);

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LIMIT,
               /* Translators: “300 credits”, a service, “250 credits”, “100 credits”. */
               _ ("The daily limit of %s at %s stops this: today %s are spent, and this adds %s; "
                  "--over-limit sends it all the same."),
               most, packshot_manifest_get_name (limit->manifest), spent, added);
}

/**
 * packshot_cli_limit_check:
 * @session: a session that is open
 * @order: what would be paid for
 * @error: return location for a %PACKSHOT_CORE_ERROR_LIMIT, one sentence with all amounts, or
 *   another error
 *
 * Returns: whether the order may be sent, as far as the daily limit of its service is concerned
 */
gboolean
packshot_cli_limit_check (PackshotCliSession *session,
                          const PackshotCliOrder *order,
                          GError **error)
{
  g_autoptr (GPtrArray) limits =
      packshot_cli_session_check_limit (session, order->job, order->step, error);

  if (limits == NULL)
    return FALSE;

  for (guint i = 0; i < limits->len; i++)
    {
      const PackshotLimit *limit = g_ptr_array_index (limits, i);
      g_autofree char *words = packshot_limit_dup_words (limit);

      if (!packshot_limit_is_over (limit))
        continue;

      if (!order->over_limit)
        {
          refuse_order (limit, error);
          return FALSE;
        }
      packshot_cli_warn (words);
    }

  return TRUE;
}

static void
explain (void)
{
  g_autoptr (GString) text =
      g_string_new (_ ("Usage: packshot-cli limit [SERVICE [AMOUNT | none]]\n\n"));

  packshot_cli_layout_append_row (
      text, 0, "", 0,
      _ ("Tells or sets what may be spent at a service in a day, in what the service counts. What "
         "would go over it is not sent without --over-limit. A day begins at midnight. The window "
         "has the same limit."));
  g_string_append (text, _ ("\nFlags:\n"));
  packshot_cli_layout_append_row (text, 2, "-h, --help", HEAD_WIDTH, _ ("Show this help."));

  packshot_cli_explain (text->str);
}

static gboolean
tell (PackshotSettings *settings, PackshotManifest *manifest, GError **error)
{
  g_autofree char *money = NULL;
  g_autofree char *line = NULL;
  gint64 limit;

  if (!packshot_settings_get_daily_limit (settings, manifest, &limit, error))
    return FALSE;

  money = dup_money (manifest, limit);
  line = money != NULL
             /* Translators: a service, and “300 credits”. */
             ? g_strdup_printf (_ ("%s: %s a day\n"), packshot_manifest_get_name (manifest), money)
             : g_strdup_printf (_ ("%s: no daily limit\n"), packshot_manifest_get_name (manifest));
  packshot_cli_explain (line);
  return TRUE;
}

static gboolean
tell_all (PackshotSettings *settings, PackshotRegistry *registry, GError **error)
{
  GListModel *manifests = packshot_registry_get_manifests (registry);

  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);

      if (packshot_manifest_get_unit (manifest) != NULL && !tell (settings, manifest, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
set (PackshotSettings *settings, PackshotManifest *manifest, const char *text, GError **error)
{
  g_autofree char *shown = packshot_text_printable (text, SHOWN_LENGTH);
  gint64 limit = PACKSHOT_MONEY_UNKNOWN;

  if (!g_str_equal (text, NONE) && !packshot_money_parse (text, &limit))
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("The daily limit is an amount, such as 300 or 2.50, or “none”, but not "
                      "“%s”."),
                   shown);
      return FALSE;
    }

  return packshot_settings_set_daily_limit (settings, manifest, limit, error)
         && tell (settings, manifest, error);
}

static gboolean
run (PackshotRegistry *registry, char **rest, GError **error)
{
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  PackshotManifest *manifest;

  if (rest[0] == NULL)
    return tell_all (settings, registry, error);

  manifest = packshot_cli_services_find (registry, rest[0], error);
  if (manifest == NULL)
    return FALSE;

  if (packshot_manifest_get_unit (manifest) == NULL)
    {
      if (packshot_manifest_get_offline (manifest))
        g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                     _ ("%s costs nothing, and so it has no limit."),
                     packshot_manifest_get_name (manifest));
      else
        g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                             _ ("The service does not tell beforehand what a video costs."));
      return FALSE;
    }

  return rest[1] != NULL ? set (settings, manifest, rest[1], error)
                         : tell (settings, manifest, error);
}

static gboolean
check_rest (char **rest, GError **error)
{
  guint i = 0;

  while (rest[i] != NULL && rest[i][0] != '-' && i < 2)
    i++;
  if (rest[i] == NULL)
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               _ ("“packshot-cli limit” takes a service and an amount; “packshot-cli limit --help” "
                  "explains it."));
  return FALSE;
}

/**
 * packshot_cli_limit_run:
 * @registry: the services there are
 * @args: the arguments, the first one being the command
 *
 * The command that tells or sets what may be spent at a service in a day.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_limit_run (PackshotRegistry *registry, char **args)
{
  g_autoptr (GError) error = NULL;

  if (g_strv_contains ((const char *const *) args, "--help")
      || g_strv_contains ((const char *const *) args, "-h"))
    {
      explain ();
      return PACKSHOT_CLI_DONE;
    }

  if (check_rest (args + 1, &error) && run (registry, args + 1, &error))
    return PACKSHOT_CLI_DONE;

  return packshot_cli_outcome_refuse (NULL, NULL, error, FALSE);
}
