/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-model.h"

#include <string.h>

#include "packshot-json.h"
#include "packshot-manifest-words.h"

/* The last three are read by packshot_model_rules_read(), when all options are known. */
static const char *const keys[] = { "id",     "label",    "status",   "since", "note",
                                    "allows", "defaults", "requires", NULL };

static gboolean
is_day (const char *text)
{
  if (strlen (text) != strlen ("2026-09-24"))
    return FALSE;
  for (gsize i = 0; text[i] != '\0'; i++)
    {
      if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
        return FALSE;
    }

  return g_date_valid_dmy ((GDateDay) g_ascii_strtoull (text + 8, NULL, 10),
                           (GDateMonth) g_ascii_strtoull (text + 5, NULL, 10),
                           (GDateYear) g_ascii_strtoull (text, NULL, 10));
}

static gboolean
read_status (PackshotModel *self, JsonObject *object, const char *path, GError **error)
{
  const char *status;
  const char *since = NULL;
  gboolean withdrawn;

  if (!packshot_json_get_string (object, path, "status", PACKSHOT_JSON_REQUIRED, &status, error)
      || !packshot_json_get_string (object, path, "since", PACKSHOT_JSON_OPTIONAL, &since, error))
    return FALSE;

  withdrawn = g_str_equal (status, "withdrawn");
  if (!withdrawn && !g_str_equal (status, "current"))
    return packshot_json_fail (error, path, "status", "expected current or withdrawn");
  if (withdrawn && since == NULL)
    return packshot_json_fail (error, path, "since", "missing: since when is it withdrawn?");
  if (!withdrawn && since != NULL)
    return packshot_json_fail (error, path, "since", "only a withdrawn model has it");
  if (since != NULL && !is_day (since))
    return packshot_json_fail (error, path, "since", "expected a day such as 2026-09-24");

  self->status = withdrawn ? PACKSHOT_MODEL_WITHDRAWN : PACKSHOT_MODEL_CURRENT;
  self->since = g_strdup (since);
  return TRUE;
}

static PackshotModel *
model_new (void)
{
  PackshotModel *self = g_new0 (PackshotModel, 1);

  self->allows =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  self->defaults =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  self->requires = g_new0 (char *, 1);

  return self;
}

/**
 * packshot_model_new_from_json:
 * @object: one element of a manifest's "models", see packshot-manifest.h
 * @path: its place in the file
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: (transfer full): a new model, or %NULL on error
 */
PackshotModel *
packshot_model_new_from_json (JsonObject *object, const char *path, GError **error)
{
  g_autoptr (PackshotModel) self = model_new ();

  if (!packshot_json_check_keys (object, path, keys, error)
      || !packshot_manifest_words_get (object, path, "id", PACKSHOT_JSON_REQUIRED, &self->id, error)
      || !packshot_manifest_words_get_translated (object, path, "label", PACKSHOT_JSON_REQUIRED,
                                                  &self->label, error)
      || !packshot_manifest_words_get_translated (object, path, "note", PACKSHOT_JSON_OPTIONAL,
                                                  &self->note, error)
      || !read_status (self, object, path, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * packshot_model_free:
 * @model: (transfer full): a model
 */
void
packshot_model_free (PackshotModel *model)
{
  g_free (model->id);
  g_free (model->label);
  g_free (model->note);
  g_free (model->since);
  g_hash_table_unref (model->allows);
  g_hash_table_unref (model->defaults);
  g_strfreev (model->requires);
  g_free (model);
}
