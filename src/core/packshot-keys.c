/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-keys-private.h"

struct _PackshotKeys
{
  PackshotKeysStatus status;
  PackshotKeysSource source;
  GHashTable
      *values; /* (owned) name → (owned) SecretValue, whose memory libsecret locks and wipes */
};

static void
clear (PackshotKeys *self)
{
  g_hash_table_unref (self->values);
}

/**
 * packshot_keys_new:
 * @status: whether they are there
 * @source: where they came from
 *
 * Returns: (transfer full): keys, which have to be added yet
 */
PackshotKeys *
packshot_keys_new (PackshotKeysStatus status, PackshotKeysSource source)
{
  PackshotKeys *self = g_atomic_rc_box_new0 (PackshotKeys);

  self->status = status;
  self->source = source;
  self->values =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) secret_value_unref);

  return self;
}

/**
 * packshot_keys_add:
 * @self: keys nobody else has seen yet
 * @name: the name of a credential
 * @value: the key
 */
void
packshot_keys_add (PackshotKeys *self, const char *name, SecretValue *value)
{
  g_hash_table_insert (self->values, g_strdup (name), secret_value_ref (value));
}

/**
 * packshot_keys_ref:
 * @self: keys
 *
 * Returns: (transfer full): @self
 */
PackshotKeys *
packshot_keys_ref (PackshotKeys *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * packshot_keys_unref:
 * @self: (transfer full): keys
 */
void
packshot_keys_unref (PackshotKeys *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

/**
 * packshot_keys_get_status:
 * @self: keys
 *
 * Returns: whether they are there
 */
PackshotKeysStatus
packshot_keys_get_status (PackshotKeys *self)
{
  g_return_val_if_fail (self != NULL, PACKSHOT_KEYS_NONE);

  return self->status;
}

/**
 * packshot_keys_get_source:
 * @self: keys
 *
 * Returns: where they came from
 */
PackshotKeysSource
packshot_keys_get_source (PackshotKeys *self)
{
  g_return_val_if_fail (self != NULL, PACKSHOT_KEYS_SOURCE_NONE);

  return self->source;
}

/**
 * packshot_keys_get:
 * @self: keys
 * @name: the name of one of the manifest's credentials
 *
 * Returns: (transfer none) (nullable): the key, of visible ASCII characters; %NULL where it is not
 *   there. Good as long as @self
 */
const char *
packshot_keys_get (PackshotKeys *self, const char *name)
{
  SecretValue *value;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  value = g_hash_table_lookup (self->values, name);
  return value != NULL ? secret_value_get_text (value) : NULL;
}
