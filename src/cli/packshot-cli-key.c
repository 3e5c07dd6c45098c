/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-key.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-cli-key-test.h"
#include "packshot-cli-keys.h"
#include "packshot-cli-layout.h"
#include "packshot-cli-log.h"
#include "packshot-cli-parse.h"
#include "packshot-cli-secret.h"
#include "packshot-cli-services.h"
#include "packshot-core-error.h"
#include "packshot-text-join.h"
#include "packshot-text.h"

#define HEAD_WIDTH 24

/* How much of a wrong argument a message shows. */
#define SHOWN_LENGTH 40

/* A command, a service, the name of a key. */
#define MAX_ARGUMENTS 3

typedef struct
{
  const char *name;
  PackshotCliExit (*run) (PackshotRegistry *registry, PackshotManifest *manifest, const char *key);
} Command;

static void
explain (void)
{
  g_autoptr (GString) text = g_string_new (_ ("Usage: packshot-cli key COMMAND SERVICE\n\n"));

  packshot_cli_layout_append_row (text, 2, _ ("set SERVICE [NAME]"), HEAD_WIDTH,
                                  _ ("Ask for the key of a service, or for one of them, and keep "
                                     "it in the keyring. Without a terminal it is a line of the "
                                     "standard input."));
  packshot_cli_layout_append_row (text, 2, _ ("clear SERVICE [NAME]"), HEAD_WIDTH,
                                  _ ("Remove the keys of a service, or one of them, from the "
                                     "keyring."));
  packshot_cli_layout_append_row (text, 2, _ ("test SERVICE"), HEAD_WIDTH,
                                  _ ("Ask the service whether it is there and takes the key. Costs "
                                     "nothing."));
  g_string_append_c (text, '\n');
  packshot_cli_layout_append_row (text, 0, "", 0,
                                  _ ("A key in an environment variable wins over the keyring; "
                                     "“packshot-cli services SERVICE” tells its name, and where "
                                     "the key is now."));

  packshot_cli_explain (text->str);
}

/* Says what went wrong, and how the program ends. */
static PackshotCliExit
fail (const GError *error)
{
  packshot_cli_complain (error->message);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return PACKSHOT_CLI_INTERRUPTED;

  return error->domain == PACKSHOT_CORE_ERROR && error->code != PACKSHOT_CORE_ERROR_KEYRING
             ? PACKSHOT_CLI_BAD_INPUT
             : PACKSHOT_CLI_LOCAL;
}

static void
note_line (const char *words)
{
  g_autofree char *line = g_strconcat (words, "\n", NULL);

  packshot_cli_note (line);
}

static gboolean
has_name (PackshotManifest *manifest, const char *name)
{
  for (guint i = 0; i < packshot_manifest_get_n_credentials (manifest); i++)
    {
      if (g_str_equal (packshot_manifest_get_credential (manifest, i)->name, name))
        return TRUE;
    }

  return FALSE;
}

/* What stands there instead of a name may be the key itself: it is not repeated. */
static gboolean
check_name (const Command *command, PackshotManifest *manifest, const char *name, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  /* A service without a key can be tried all the same. */
  if (packshot_manifest_get_n_credentials (manifest) == 0
      && (command->run != packshot_cli_key_test_run || name != NULL
          || packshot_manifest_get_offline (manifest)))
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("%s needs no key."), packshot_manifest_get_name (manifest));
      return FALSE;
    }

  if (name == NULL || has_name (manifest, name))
    return TRUE;

  for (guint i = 0; i < packshot_manifest_get_n_credentials (manifest); i++)
    packshot_text_join_item (known, packshot_manifest_get_credential (manifest, i)->name);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               /* Translators: the name of a service, and a list such as “api-id, api-key”. */
               _ ("%s has no key of that name; these are its names: %s. The key itself is asked "
                  "for, since everybody on this computer could read it in the arguments."),
               packshot_manifest_get_name (manifest), known->str);
  return FALSE;
}

/* An environment variable would hide what is stored, and outlive what is removed. */
static void
warn_of_environment (PackshotManifest *manifest)
{
  g_autofree char *variables = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < packshot_manifest_get_n_credentials (manifest); i++)
    {
      const char *text = g_getenv (packshot_manifest_get_credential (manifest, i)->environment);

      if (text == NULL || *text == '\0')
        return;
    }

  variables = packshot_cli_keys_list_variables (manifest);
  words =
      g_strdup_printf (_ ("%s is set in the environment, and wins over the keyring."), variables);
  packshot_cli_warn (words);
}

static GHashTable *
ask (PackshotManifest *manifest, const char *name, GError **error)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         (GDestroyNotify) packshot_cli_secret_free);

  for (guint i = 0; i < packshot_manifest_get_n_credentials (manifest); i++)
    {
      const PackshotCredentialSpec *spec = packshot_manifest_get_credential (manifest, i);
      g_autofree char *prompt = NULL;
      char *secret;

      if (name != NULL && !g_str_equal (name, spec->name))
        continue;

      /* Translators: A question for a secret, as in "Shop Films, API key: ". */
      prompt = g_strdup_printf (_ ("%s, %s: "), packshot_manifest_get_name (manifest), spec->label);
      secret = packshot_cli_secret_read (prompt, error);
      if (secret == NULL)
        return NULL;
      g_hash_table_insert (values, g_strdup (spec->name), secret);
    }

  return g_steal_pointer (&values);
}

static PackshotCliExit
set (PackshotRegistry *registry, PackshotManifest *manifest, const char *name)
{
  g_autoptr (GHashTable) values = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *variables = packshot_cli_keys_list_variables (manifest);
  g_autofree char *words = NULL;
  gboolean kept;

  values = ask (manifest, name, &error);
  if (values == NULL || !packshot_cli_keys_store (manifest, values, &kept, &error))
    return fail (error);

  if (!kept)
    {
      words = g_strdup_printf (_ ("There is no keyring on this system, so nothing could be kept. "
                                  "Please set %s in the environment instead."),
                               variables);
      packshot_cli_complain (words);
      return PACKSHOT_CLI_LOCAL;
    }

  words =
      /* Translators: the name of a service, and its id. */
      g_strdup_printf (_ ("The key of %s is in the keyring now; “packshot-cli key test %s” "
                          "tries it."),
                       packshot_manifest_get_name (manifest), packshot_manifest_get_id (manifest));
  note_line (words);
  warn_of_environment (manifest);
  return PACKSHOT_CLI_DONE;
}

static PackshotCliExit
clear (PackshotRegistry *registry, PackshotManifest *manifest, const char *name)
{
  g_autoptr (GError) error = NULL;
  gboolean removed;

  if (!packshot_cli_keys_clear (manifest, name, &removed, &error))
    return fail (error);

  note_line (removed ? _ ("It is removed from the keyring.")
                     : _ ("There was none in the keyring."));
  warn_of_environment (manifest);
  return PACKSHOT_CLI_DONE;
}

static const Command commands[] = {
  { "set", set },
  { "clear", clear },
  { "test", packshot_cli_key_test_run },
};

/* What is one too many may be the key itself: it is not repeated. */
static gboolean
check_rest (char **rest, GError **error)
{
  g_autofree char *flag = NULL;
  g_autofree char *shown = NULL;

  for (guint i = 0; rest[i] != NULL; i++)
    {
      if (rest[i][0] == '-')
        {
          flag = g_strndup (rest[i], strcspn (rest[i], "="));
          shown = packshot_text_printable (flag, SHOWN_LENGTH);
          g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNKNOWN_OPTION,
                       _ ("There is no flag %s; “packshot-cli key --help” lists all."), shown);
          return FALSE;
        }
    }

  if (g_strv_length (rest) <= MAX_ARGUMENTS)
    return TRUE;

  g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                       _ ("“packshot-cli key” takes a command, a service and the name of a key, "
                          "and no more; the key itself is asked for."));
  return FALSE;
}

static GStrv
parse (char **args, gboolean *help, gboolean *verbose, GError **error)
{
  g_auto (GStrv) copy = g_strdupv (args);
  const GOptionEntry entries[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, help, NULL, NULL },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, verbose, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!packshot_cli_parse_entries (entries, &copy, error) || !check_rest (copy + 1, error))
    return NULL;

  return g_strdupv (copy + 1);
}

static const Command *
find_command (const char *name, GError **error)
{
  g_autofree char *shown = NULL;

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].name, name))
        return &commands[i];
    }

  if (name == NULL)
    {
      g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                           _ ("What is to be done? “packshot-cli key --help” explains it."));
      return NULL;
    }

  shown = packshot_text_printable (name, SHOWN_LENGTH);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               _ ("There is no “packshot-cli key %s”; there are set, clear and test."), shown);
  return NULL;
}

static PackshotManifest *
find_service (PackshotRegistry *registry, const char *id, GError **error)
{
  if (id != NULL)
    return packshot_cli_services_find (registry, id, error);

  g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                       _ ("Of which service? “packshot-cli services” lists all."));
  return NULL;
}

/**
 * packshot_cli_key_run:
 * @registry: the services there are
 * @args: the arguments, the first one being the command
 *
 * The command that stores, removes and tries keys.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_key_run (PackshotRegistry *registry, char **args)
{
  gboolean help = FALSE, verbose = FALSE;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) rest = parse (args, &help, &verbose, &error);
  const Command *command;
  PackshotManifest *manifest;

  if (rest == NULL)
    return fail (error);

  if (help)
    {
      explain ();
      return PACKSHOT_CLI_DONE;
    }

  packshot_cli_log_set_verbose (verbose);
  command = find_command (rest[0], &error);
  if (command == NULL)
    return fail (error);

  manifest = find_service (registry, rest[1], &error);
  if (manifest == NULL || !check_name (command, manifest, rest[2], &error))
    return fail (error);

  return command->run (registry, manifest, rest[2]);
}
