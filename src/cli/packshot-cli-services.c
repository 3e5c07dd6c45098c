/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-services.h"

#include <glib/gi18n.h>

#include "packshot-cli-describe-service.h"
#include "packshot-cli-describe.h"
#include "packshot-cli-layout.h"
#include "packshot-cli-manifest-json.h"
#include "packshot-core-error.h"
#include "packshot-text.h"

/* How much of a wrong argument a message shows. */
#define SHOWN_LENGTH 40

#define N_COLUMNS 3

static char *
dup_cell (PackshotManifest *manifest, guint column)
{
  switch (column)
    {
    case 0:
      return g_strdup (packshot_manifest_get_id (manifest));
    case 1:
      return g_strdup (packshot_manifest_get_name (manifest));
    default:
      return packshot_cli_describe_state (manifest);
    }
}

static void
print_table (GListModel *manifests)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint widths[N_COLUMNS] = { 0 };
  guint n = g_list_model_get_n_items (manifests);

  for (guint i = 0; i < n * N_COLUMNS; i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i / N_COLUMNS);
      g_autofree char *cell = dup_cell (manifest, i % N_COLUMNS);
      guint width = packshot_cli_layout_columns (cell);

      widths[i % N_COLUMNS] = MAX (widths[i % N_COLUMNS], width);
    }

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);

      for (guint column = 0; column < N_COLUMNS; column++)
        {
          g_autofree char *cell = dup_cell (manifest, column);
          guint pad = widths[column] - packshot_cli_layout_columns (cell) + 2;

          g_string_append_printf (text, "%s%*s", cell, (int) pad, "");
        }
      g_string_append_printf (text, "%s\n", packshot_manifest_get_summary (manifest));
    }

  packshot_cli_explain (text->str);
}

static void
print_service (PackshotManifest *manifest)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) more = g_string_new (NULL);
  g_autofree char *state = packshot_cli_describe_state (manifest);

  g_string_append_printf (text, "%s (%s): %s\n%s\n\n", packshot_manifest_get_name (manifest),
                          packshot_manifest_get_id (manifest), state,
                          packshot_manifest_get_summary (manifest));
  packshot_cli_describe_options (text, manifest, FALSE);

  packshot_cli_describe_options (more, manifest, TRUE);
  if (more->len > 0)
    g_string_append_printf (text, _ ("\nOptions few people need:\n%s"), more->str);

  packshot_cli_describe_service_models (text, manifest);
  packshot_cli_describe_service_terms (text, manifest);
  packshot_cli_explain (text->str);
}

static void
print_json (GListModel *manifests)
{
  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);
      g_autofree char *line = packshot_cli_manifest_json_dup (manifest, FALSE);

      packshot_cli_put (line);
    }
}

static gboolean
parse (char **args, gboolean *json, gboolean *help, char **id, GError **error)
{
  g_auto (GStrv) copy = g_strdupv (args);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, json, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, help, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *shown = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  if (!g_option_context_parse_strv (context, &copy, error))
    return FALSE;

  *id = copy[1] != NULL && copy[1][0] != '-' ? g_strdup (copy[1]) : NULL;
  if (copy[1] == NULL || (*id != NULL && copy[2] == NULL))
    return TRUE;

  shown = packshot_text_printable (copy[*id != NULL ? 2 : 1], SHOWN_LENGTH);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               _ ("“packshot-cli services” takes one ID and --json, but not “%s”."), shown);
  return FALSE;
}

static PackshotManifest *
find (PackshotRegistry *registry, const char *id)
{
  return id != NULL ? packshot_registry_lookup (registry, id)
                    : packshot_registry_get_default (registry);
}

/**
 * packshot_cli_services_find:
 * @registry: the services there are
 * @id: (nullable): the id somebody typed, or %NULL for the service used where none is asked for
 * @error: return location for a #PACKSHOT_CORE_ERROR_UNKNOWN_SERVICE, one sentence
 *
 * Returns: (transfer none): the service, or %NULL on error
 */
PackshotManifest *
packshot_cli_services_find (PackshotRegistry *registry, const char *id, GError **error)
{
  PackshotManifest *manifest = find (registry, id);
  GListModel *manifests = packshot_registry_get_manifests (registry);
  g_autoptr (GString) known = g_string_new (NULL);
  g_autofree char *shown = NULL;

  if (manifest != NULL)
    return manifest;

  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) other = g_list_model_get_item (manifests, i);

      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", packshot_manifest_get_id (other));
    }

  shown = packshot_text_printable (id != NULL ? id : "", SHOWN_LENGTH);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNKNOWN_SERVICE,
               _ ("There is no service “%s”; these are there: %s."), shown, known->str);
  return NULL;
}

/**
 * packshot_cli_services_run:
 * @registry: the services there are
 * @args: the arguments, the first one being the command
 *
 * The command that lists the services, or all about one.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_services_run (PackshotRegistry *registry, char **args)
{
  gboolean json = FALSE, help = FALSE;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  PackshotManifest *manifest = NULL;

  if (!parse (args, &json, &help, &id, &error)
      || (id != NULL && (manifest = packshot_cli_services_find (registry, id, &error)) == NULL))
    {
      packshot_cli_complain (error->message);
      return PACKSHOT_CLI_BAD_INPUT;
    }

  if (help)
    {
      packshot_cli_explain (_ ("Usage: packshot-cli services [ID] [--json]\n\n"
                               "Lists the services that make videos, or all that one can do.\n"));
    }
  else if (manifest != NULL && json)
    {
      g_autofree char *line = packshot_cli_manifest_json_dup (manifest, TRUE);

      packshot_cli_put (line);
    }
  else if (manifest != NULL)
    {
      print_service (manifest);
    }
  else if (json)
    {
      print_json (packshot_registry_get_manifests (registry));
    }
  else
    {
      print_table (packshot_registry_get_manifests (registry));
    }

  return PACKSHOT_CLI_DONE;
}
