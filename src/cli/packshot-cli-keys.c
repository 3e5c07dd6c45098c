/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* The keys of services as commands need them: one thing after the other. Each call runs the main
 * loop until it is done. */

#include "packshot-cli-keys.h"

#include <glib/gi18n.h>

#include "packshot-cli-answer.h"
#include "packshot-settings.h"
#include "packshot-text-join.h"

static char *
dup_origin (PackshotManifest *manifest, GError **error)
{
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();

  return packshot_settings_dup_origin (settings, manifest, error);
}

/* How to give what is not there, and where to get it. */
static char *
dup_absence (PackshotManifest *manifest, const char *variables)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text,
                   /* Translators: the id of a service, and environment variables. */
                   _ ("A key is needed, and there is none yet. “packshot-cli key set %s” stores "
                      "one; or set %s."),
                   packshot_manifest_get_id (manifest), variables);
  for (guint i = 0; i < packshot_manifest_get_n_credentials (manifest); i++)
    {
      const PackshotCredentialSpec *spec = packshot_manifest_get_credential (manifest, i);

      if (spec->help != NULL)
        packshot_text_join_sentence (text, spec->help);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * packshot_cli_keys_look_up:
 * @manifest: a service on the web
 * @error: return location for an error, one sentence
 *
 * Returns: (transfer full): the keys that would be sent, or why they are not there; %NULL on error
 */
PackshotKeys *
packshot_cli_keys_look_up (PackshotManifest *manifest, GError **error)
{
  g_autofree char *origin = dup_origin (manifest, error);

  return origin != NULL ? packshot_cli_keys_look_up_at (manifest, origin, error) : NULL;
}

/**
 * packshot_cli_keys_look_up_at:
 * @manifest: what wants keys
 * @origin: where it is
 * @error: return location for an error, one sentence
 *
 * Returns: (transfer full): the keys that would be sent there, or why they are not there; %NULL on
 *   error
 */
PackshotKeys *
packshot_cli_keys_look_up_at (PackshotManifest *manifest, const char *origin, GError **error)
{
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_credentials_lookup_async (credentials, manifest, origin, NULL, packshot_cli_answer_cb,
                                     &answer);
  return packshot_credentials_lookup_finish (credentials, packshot_cli_answer_wait (&answer),
                                             error);
}

/**
 * packshot_cli_keys_check:
 * @manifest: a service
 * @error: return location for %G_IO_ERROR_NOT_FOUND, with how to give a key, and for others
 *
 * Asked before a job is sent, which would otherwise wait for somebody who does not know how.
 *
 * Returns: whether there is every key that the service wants
 */
gboolean
packshot_cli_keys_check (PackshotManifest *manifest, GError **error)
{
  g_autoptr (PackshotKeys) keys = NULL;
  g_autofree char *advice = NULL;

  if (packshot_manifest_get_n_credentials (manifest) == 0)
    return TRUE;

  keys = packshot_cli_keys_look_up (manifest, error);
  if (keys == NULL)
    return FALSE;
  if (packshot_keys_get_status (keys) == PACKSHOT_KEYS_FOUND)
    return TRUE;

  advice = packshot_cli_keys_describe (manifest);
  /* Translators: a sentence about a key, and the name of a service. */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("%s Nothing was sent to %s."), advice,
               packshot_manifest_get_name (manifest));
  return FALSE;
}

/**
 * packshot_cli_keys_store:
 * @manifest: a service on the web
 * @values: (element-type utf8 utf8): names and keys
 * @kept: (out): whether they outlive this command
 * @error: return location for an error, one sentence
 *
 * Returns: whether that went well
 */
gboolean
packshot_cli_keys_store (PackshotManifest *manifest,
                         GHashTable *values,
                         gboolean *kept,
                         GError **error)
{
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autofree char *origin = dup_origin (manifest, error);

  if (origin == NULL)
    return FALSE;

  packshot_credentials_store_async (credentials, manifest, origin, values, NULL,
                                    packshot_cli_answer_cb, &answer);
  return packshot_credentials_store_finish (credentials, packshot_cli_answer_wait (&answer), kept,
                                            error);
}

/**
 * packshot_cli_keys_clear:
 * @manifest: a service on the web
 * @name: (nullable): which of its keys; %NULL for all
 * @removed: (out): whether there was anything to remove
 * @error: return location for an error, one sentence
 *
 * Returns: whether that went well
 */
gboolean
packshot_cli_keys_clear (PackshotManifest *manifest,
                         const char *name,
                         gboolean *removed,
                         GError **error)
{
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autofree char *origin = dup_origin (manifest, error);

  if (origin == NULL)
    return FALSE;

  packshot_credentials_clear_async (credentials, manifest, origin, name, NULL,
                                    packshot_cli_answer_cb, &answer);
  return packshot_credentials_clear_finish (credentials, packshot_cli_answer_wait (&answer),
                                            removed, error);
}

/**
 * packshot_cli_keys_get_nick:
 * @keys: keys
 *
 * Returns: (transfer none): where they are, for programs: "environment", "keyring", "memory",
 *   "locked", "none", and "unneeded" where the service wants none
 */
const char *
packshot_cli_keys_get_nick (PackshotKeys *keys)
{
  if (packshot_keys_get_status (keys) == PACKSHOT_KEYS_LOCKED)
    return "locked";
  if (packshot_keys_get_status (keys) == PACKSHOT_KEYS_NONE)
    return "none";

  switch (packshot_keys_get_source (keys))
    {
    case PACKSHOT_KEYS_SOURCE_ENVIRONMENT:
      return "environment";
    case PACKSHOT_KEYS_SOURCE_KEYRING:
      return "keyring";
    case PACKSHOT_KEYS_SOURCE_MEMORY:
      return "memory";
    case PACKSHOT_KEYS_SOURCE_NONE:
    default:
      return "unneeded";
    }
}

/**
 * packshot_cli_keys_list_variables:
 * @manifest: a service that wants keys
 *
 * Returns: (transfer full): the environment variables that may hold them: "X_ID, X_KEY"
 */
char *
packshot_cli_keys_list_variables (PackshotManifest *manifest)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < packshot_manifest_get_n_credentials (manifest); i++)
    packshot_text_join_item (text, packshot_manifest_get_credential (manifest, i)->environment);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * packshot_cli_keys_describe:
 * @manifest: a service on the web
 *
 * Returns: (transfer full): whether there is a key, and how to give one, in a sentence or two
 */
char *
packshot_cli_keys_describe (PackshotManifest *manifest)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotKeys) keys = packshot_cli_keys_look_up (manifest, &error);
  g_autofree char *variables = packshot_cli_keys_list_variables (manifest);

  if (keys == NULL)
    return g_strdup (error->message);

  if (packshot_keys_get_status (keys) == PACKSHOT_KEYS_LOCKED)
    return g_strdup_printf (_ ("The keyring is locked, so nobody can tell whether there is one. "
                               "Please unlock it, or set %s."),
                            variables);
  if (packshot_keys_get_status (keys) == PACKSHOT_KEYS_NONE)
    return dup_absence (manifest, variables);

  switch (packshot_keys_get_source (keys))
    {
    case PACKSHOT_KEYS_SOURCE_ENVIRONMENT:
      return g_strdup_printf (_ ("It is in the environment: %s."), variables);
    case PACKSHOT_KEYS_SOURCE_KEYRING:
    case PACKSHOT_KEYS_SOURCE_MEMORY:
      return g_strdup (_ ("It is in the keyring."));
    case PACKSHOT_KEYS_SOURCE_NONE:
    default:
      return g_strdup (_ ("None is needed."));
    }
}
