/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-remote-id.h"

/**
 * packshot_remote_id_new:
 * @kind: what it names at the service
 * @id: the name itself
 * @step: (nullable): the step whose answer brought it
 *
 * Returns: (transfer full): a new id
 */
PackshotRemoteId *
packshot_remote_id_new (const char *kind, const char *id, const char *step)
{
  PackshotRemoteId *self;

  g_return_val_if_fail (kind != NULL && id != NULL, NULL);

  self = g_new0 (PackshotRemoteId, 1);
  self->kind = g_strdup (kind);
  self->id = g_strdup (id);
  self->step = g_strdup (step);

  return self;
}

/**
 * packshot_remote_id_copy:
 * @self: an id
 *
 * Returns: (transfer full): the same
 */
PackshotRemoteId *
packshot_remote_id_copy (const PackshotRemoteId *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return packshot_remote_id_new (self->kind, self->id, self->step);
}

/**
 * packshot_remote_id_find:
 * @ids: (element-type PackshotRemoteId): ids, the oldest first
 * @kind: what is looked for
 *
 * Returns: (transfer none) (nullable): the newest id of this kind
 */
const char *
packshot_remote_id_find (const GPtrArray *ids, const char *kind)
{
  g_return_val_if_fail (ids != NULL && kind != NULL, NULL);

  for (guint i = ids->len; i > 0; i--)
    {
      const PackshotRemoteId *id = g_ptr_array_index (ids, i - 1);

      if (g_str_equal (id->kind, kind))
        return id->id;
    }

  return NULL;
}

/**
 * packshot_remote_ids_copy:
 * @ids: (element-type PackshotRemoteId): ids
 *
 * For those who need them as they are now: the list of a job grows.
 *
 * Returns: (transfer full) (element-type PackshotRemoteId): the same ids
 */
GPtrArray *
packshot_remote_ids_copy (const GPtrArray *ids)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_remote_id_free);

  g_return_val_if_fail (ids != NULL, copy);

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (copy, packshot_remote_id_copy (g_ptr_array_index (ids, i)));

  return copy;
}

/**
 * packshot_remote_id_free:
 * @self: (transfer full): an id
 */
void
packshot_remote_id_free (PackshotRemoteId *self)
{
  g_free (self->kind);
  g_free (self->id);
  g_free (self->step);
  g_free (self);
}
