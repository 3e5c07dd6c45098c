/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-services.h"

#include <glib/gi18n.h>

#include "packshot-cli-ask.h"
#include "packshot-cli-describe-service.h"
#include "packshot-cli-describe.h"
#include "packshot-cli-job-json.h"
#include "packshot-cli-keys.h"
#include "packshot-cli-layout.h"
#include "packshot-cli-log.h"
#include "packshot-cli-manifest-json.h"
#include "packshot-cli-outcome.h"
#include "packshot-cli-parse.h"
#include "packshot-cli-remote-json.h"
#include "packshot-cli-say.h"
#include "packshot-cli-values.h"
#include "packshot-cli-words.h"
#include "packshot-core-error.h"
#include "packshot-money.h"
#include "packshot-text-join.h"
#include "packshot-text.h"

/* How much of a wrong argument a message shows. */
#define SHOWN_LENGTH 40

#define HEAD_WIDTH 24

#define N_COLUMNS 3

typedef struct
{
  char *id;     /* (nullable) */
  char *values; /* (nullable): the option whose values are wanted */
  char *search; /* (nullable): which of them */
  gboolean balance;
  gboolean json;
  gboolean verbose;
  gboolean help;
} Flags;

static void
flags_clear (Flags *flags)
{
  g_free (flags->id);
  g_free (flags->values);
  g_free (flags->search);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Flags, flags_clear)

/* What a person has to do before it can be used. */
static const char *
get_key_words (PackshotManifest *manifest)
{
  g_autoptr (PackshotKeys) keys = NULL;

  if (packshot_manifest_get_n_credentials (manifest) == 0)
    return NULL;

  keys = packshot_cli_keys_look_up (manifest, NULL);
  if (keys == NULL)
    return NULL;

  switch (packshot_keys_get_status (keys))
    {
    case PACKSHOT_KEYS_NONE:
      return _ ("no key yet");
    case PACKSHOT_KEYS_LOCKED:
      return _ ("the keyring is locked");
    case PACKSHOT_KEYS_FOUND:
    default:
      return NULL;
    }
}

static void
warn_of (PackshotManifest *manifest, const char *words)
{
  g_autofree char *shown = packshot_cli_words_printable (words);
  g_autofree char *warning =
      g_strdup_printf ("%s: %s", packshot_manifest_get_name (manifest), shown);

  packshot_cli_warn (warning);
}

/* What the service itself says: what is left there, or at least that it answers. */
static char *
ask (PackshotRegistry *registry, PackshotManifest *manifest, gint64 *balance)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotReply) reply = packshot_cli_ask_test (registry, manifest, NULL, &error);
  g_autofree char *amount = NULL;

  *balance = PACKSHOT_MONEY_UNKNOWN;
  if (reply == NULL || reply->verdict != PACKSHOT_VERDICT_DONE)
    {
      warn_of (manifest, reply == NULL ? error->message : reply->words);
      /* Translators: of a service. */
      return g_strdup (_ ("not to be used now"));
    }

  *balance = reply->balance;
  if (reply->balance < 0)
    /* Translators: a verb, of a service that needs no key: it is running. */
    return g_strdup (_ ("answers"));

  amount =
      packshot_money_dup_words (reply->balance, manifest, packshot_manifest_get_unit (manifest));
  return g_strdup_printf (_ ("%s left"), amount);
}

/* "online, 100 credits, 900 credits left" */
static char *
dup_state (PackshotRegistry *registry, PackshotManifest *manifest, const Flags *flags)
{
  g_autofree char *state = packshot_cli_describe_state (manifest);
  const char *key = get_key_words (manifest);
  g_autoptr (GString) words = g_string_new (state);
  g_autofree char *answer = NULL;
  gint64 balance;

  if (key == NULL && flags->balance && !packshot_manifest_get_offline (manifest))
    answer = ask (registry, manifest, &balance);
  if (key != NULL || answer != NULL)
    packshot_text_join_item (words, key != NULL ? key : answer);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static GPtrArray *
make_row (PackshotRegistry *registry, PackshotManifest *manifest, const Flags *flags)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (row, g_strdup (packshot_manifest_get_id (manifest)));
  g_ptr_array_add (row, g_strdup (packshot_manifest_get_name (manifest)));
  g_ptr_array_add (row, dup_state (registry, manifest, flags));

  return row;
}

static void
print_table (PackshotRegistry *registry, const Flags *flags)
{
  GListModel *manifests = packshot_registry_get_manifests (registry);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GString) text = g_string_new (NULL);
  guint widths[N_COLUMNS] = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);
      GPtrArray *row = make_row (registry, manifest, flags);

      for (guint column = 0; column < N_COLUMNS; column++)
        widths[column] =
            MAX (widths[column], packshot_cli_layout_columns (g_ptr_array_index (row, column)));
      g_ptr_array_add (rows, row);
    }

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);
      GPtrArray *row = g_ptr_array_index (rows, i);

      for (guint column = 0; column < N_COLUMNS; column++)
        {
          const char *cell = g_ptr_array_index (row, column);
          guint pad = widths[column] - packshot_cli_layout_columns (cell) + 2;

          g_string_append_printf (text, "%s%*s", cell, (int) pad, "");
        }
      g_string_append_printf (text, "%s\n", packshot_manifest_get_summary (manifest));
    }

  packshot_cli_explain (text->str);
}

static void
print_service (PackshotRegistry *registry, PackshotManifest *manifest, const Flags *flags)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) more = g_string_new (NULL);
  g_autoptr (GString) later = g_string_new (NULL);
  g_autofree char *state = dup_state (registry, manifest, flags);

  g_string_append_printf (text, "%s (%s): %s\n%s\n\n", packshot_manifest_get_name (manifest),
                          packshot_manifest_get_id (manifest), state,
                          packshot_manifest_get_summary (manifest));
  packshot_cli_describe_options (text, manifest, FALSE);

  packshot_cli_describe_options (more, manifest, TRUE);
  if (more->len > 0)
    g_string_append_printf (text, _ ("\nOptions few people need:\n%s"), more->str);

  packshot_cli_describe_later_options (later, manifest);
  if (later->len > 0)
    g_string_append_printf (text, _ ("\nOptions of “packshot-cli approve” and “regenerate”:\n%s"),
                            later->str);

  packshot_cli_describe_service_models (text, manifest);
  packshot_cli_describe_service_terms (text, manifest);
  packshot_cli_explain (text->str);
}

static void
print_object (PackshotRegistry *registry, PackshotManifest *manifest, const Flags *flags)
{
  g_autoptr (JsonObject) object = packshot_cli_manifest_json_new (manifest, flags->id != NULL);
  gint64 balance = PACKSHOT_MONEY_UNKNOWN;

  if (flags->balance && !packshot_manifest_get_offline (manifest)
      && get_key_words (manifest) == NULL)
    g_free (ask (registry, manifest, &balance));

  packshot_cli_remote_json_set_money (object, "balance", balance);
  packshot_cli_job_json_put (object);
}

static void
print_json (PackshotRegistry *registry, const Flags *flags)
{
  GListModel *manifests = packshot_registry_get_manifests (registry);

  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);

      print_object (registry, manifest, flags);
    }
}

static void
explain (void)
{
  g_autoptr (GString) text = g_string_new (_ ("Usage: packshot-cli services [ID] [FLAG…]\n\n"));
  const struct
  {
    const char *head;
    const char *body;
  } rows[] = {
    { "--balance", _ ("Ask the services that can be used what is left there. Costs nothing.") },
    { _ ("--values OPTION"),
      _ ("List what may be given for an option of the service ID: the choices there are, or what "
         "the service itself offers, as its avatars or models.") },
    { _ ("--search TEXT"), _ ("With --values: only those that have all these words.") },
    { "--json", _ ("Print one JSON object a line.") },
    { "--verbose", _ ("Tell in detail what is going on.") },
    { "-h, --help", _ ("Show this help.") },
  };

  packshot_cli_layout_append_row (
      text, 0, "", 0, _ ("Lists the services that make videos, or tells all that one can do."));
  g_string_append (text, _ ("\nFlags:\n"));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    packshot_cli_layout_append_row (text, 2, rows[i].head, HEAD_WIDTH, rows[i].body);

  packshot_cli_explain (text->str);
}

static gboolean
check_values (const Flags *flags, GError **error)
{
  if (flags->help || (flags->values == NULL && flags->search == NULL)
      || (flags->values != NULL && flags->id != NULL))
    return TRUE;

  if (flags->values == NULL)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 _ ("--search looks among values; please say of which option with --values."));
  else
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 _ ("--values lists what one service takes; please name it, as in “packshot-cli "
                    "services ID --values OPTION”."));
  return FALSE;
}

static gboolean
parse (char **args, Flags *flags, GError **error)
{
  g_auto (GStrv) copy = g_strdupv (args);
  const GOptionEntry entries[] = {
    { "values", 0, 0, G_OPTION_ARG_STRING, &flags->values, NULL, NULL },
    { "search", 0, 0, G_OPTION_ARG_STRING, &flags->search, NULL, NULL },
    { "balance", 0, 0, G_OPTION_ARG_NONE, &flags->balance, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &flags->json, NULL, NULL },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &flags->verbose, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &flags->help, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *shown = NULL;

  if (!packshot_cli_parse_entries (entries, &copy, error))
    return FALSE;

  flags->id = copy[1] != NULL && copy[1][0] != '-' ? g_strdup (copy[1]) : NULL;
  if (copy[1] == NULL || (flags->id != NULL && copy[2] == NULL))
    return check_values (flags, error);

  shown = packshot_text_printable (copy[flags->id != NULL ? 2 : 1], SHOWN_LENGTH);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               _ ("“packshot-cli services” takes one ID and flags, but not “%s”; “packshot-cli "
                  "services --help” lists them."),
               shown);
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

      packshot_text_join_item (known, packshot_manifest_get_id (other));
    }

  shown = packshot_text_printable (id != NULL ? id : "", SHOWN_LENGTH);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNKNOWN_SERVICE,
               /* Translators: what was typed, and a list of ids. */
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
  g_auto (Flags) flags = { 0 };
  g_autoptr (GError) error = NULL;
  PackshotManifest *manifest = NULL;

  if (!parse (args, &flags, &error)
      || (flags.id != NULL
          && (manifest = packshot_cli_services_find (registry, flags.id, &error)) == NULL))
    return packshot_cli_outcome_refuse (NULL, NULL, error, FALSE);

  packshot_cli_log_set_verbose (flags.verbose);
  if (flags.help)
    explain ();
  else if (flags.values != NULL)
    return packshot_cli_values_print (registry, manifest, flags.values, flags.search, flags.json,
                                      &error)
               ? PACKSHOT_CLI_DONE
               : packshot_cli_outcome_refuse (NULL, NULL, error, FALSE);
  else if (manifest != NULL && flags.json)
    print_object (registry, manifest, &flags);
  else if (manifest != NULL)
    print_service (registry, manifest, &flags);
  else if (flags.json)
    print_json (registry, &flags);
  else
    print_table (registry, &flags);

  return PACKSHOT_CLI_DONE;
}
