/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-credentials-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-core-error.h"

struct _PackshotCredentials
{
  GObject parent_instance;

  GHashTable *memory; /* (owned) "service origin name" → (owned) SecretValue */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotCredentials, packshot_credentials, G_TYPE_OBJECT)

static char *
dup_memory_key (PackshotManifest *manifest, const char *origin, const char *name)
{
  return g_strjoin (" ", packshot_manifest_get_id (manifest), origin, name, NULL);
}

static void
packshot_credentials_finalize (GObject *object)
{
  PackshotCredentials *self = PACKSHOT_CREDENTIALS (object);

  g_hash_table_unref (self->memory);

  G_OBJECT_CLASS (packshot_credentials_parent_class)->finalize (object);
}

static void
packshot_credentials_class_init (PackshotCredentialsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = packshot_credentials_finalize;

  /**
   * PackshotCredentials::changed:
   * @self: the credentials
   * @service: the id of a service
   *
   * This program stored or removed keys of a service. What other programs do is not told.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
packshot_credentials_init (PackshotCredentials *self)
{
  self->memory =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) secret_value_unref);
}

/**
 * packshot_credentials_new:
 *
 * Returns: (transfer full): the keys of the user. One a program: it holds what no keyring took.
 */
PackshotCredentials *
packshot_credentials_new (void)
{
  return g_object_new (PACKSHOT_TYPE_CREDENTIALS, NULL);
}

/**
 * packshot_credentials_remember:
 * @self: the credentials
 * @manifest: a service
 * @origin: where the key may be sent
 * @name: the name of a credential
 * @value: the key
 *
 * Keeps a key until the program ends.
 */
void
packshot_credentials_remember (PackshotCredentials *self,
                               PackshotManifest *manifest,
                               const char *origin,
                               const char *name,
                               SecretValue *value)
{
  g_hash_table_insert (self->memory, dup_memory_key (manifest, origin, name),
                       secret_value_ref (value));
}

/**
 * packshot_credentials_recall:
 * @self: the credentials
 * @manifest: a service
 * @origin: where the key would be sent
 * @name: the name of a credential
 *
 * Returns: (transfer none) (nullable): the key that is kept until the program ends
 */
SecretValue *
packshot_credentials_recall (PackshotCredentials *self,
                             PackshotManifest *manifest,
                             const char *origin,
                             const char *name)
{
  g_autofree char *key = dup_memory_key (manifest, origin, name);

  return g_hash_table_lookup (self->memory, key);
}

/**
 * packshot_credentials_forget:
 * @self: the credentials
 * @manifest: a service
 * @origin: where the key may be sent
 * @name: the name of a credential
 *
 * Returns: whether there was a key that was kept until the program ends
 */
gboolean
packshot_credentials_forget (PackshotCredentials *self,
                             PackshotManifest *manifest,
                             const char *origin,
                             const char *name)
{
  g_autofree char *key = dup_memory_key (manifest, origin, name);

  return g_hash_table_remove (self->memory, key);
}

/**
 * packshot_credentials_emit_changed:
 * @self: the credentials
 * @manifest: the service whose keys are others now
 */
void
packshot_credentials_emit_changed (PackshotCredentials *self, PackshotManifest *manifest)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, packshot_manifest_get_id (manifest));
}

/**
 * packshot_credentials_check_value:
 * @value: what may be a key
 * @place: where it was found, for the sentence
 * @error: return location for a %PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence without the key
 *
 * A key travels in a header, where a line break would begin another one: RFC 9110, section 5.5.
 *
 * Returns: whether it can be one
 */
gboolean
packshot_credentials_check_value (SecretValue *value, const char *place, GError **error)
{
  const char *text = secret_value_get_text (value);
  gboolean is_good = text != NULL && *text != '\0';

  for (; is_good && *text != '\0'; text++)
    is_good = g_ascii_isgraph (*text);

  if (!is_good)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 _ ("What stands in “%s” can’t be a key: those have letters, digits and signs, and "
                    "no spaces."),
                 place);

  return is_good;
}

/**
 * packshot_credentials_make_value:
 * @text: a key, maybe with spaces and line breaks at its ends, which come along when people copy
 * @place: where it was found, for the sentence
 * @error: return location for a %PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence without the key
 *
 * Returns: (transfer full): the key in memory that is wiped in the end, or %NULL on error
 */
SecretValue *
packshot_credentials_make_value (const char *text, const char *place, GError **error)
{
  SecretValue *value;
  gsize length;

  while (g_ascii_isspace (*text))
    text++;
  length = strlen (text);
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;

  value = secret_value_new (text, (gssize) length, "text/plain");
  if (!packshot_credentials_check_value (value, place, error))
    g_clear_pointer (&value, secret_value_unref);

  return value;
}

/**
 * packshot_credentials_return_error:
 * @task: a task
 * @error: (transfer full): what packshot-keyring.h reported
 *
 * Ends the task. What libsecret says is for programmers, but nothing else is known.
 */
void
packshot_credentials_return_error (GTask *task, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }

  g_dbus_error_strip_remote_error (error);
  g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_KEYRING,
                           _ ("The keyring can’t be used: %s"), error->message);
  g_error_free (error);
}
