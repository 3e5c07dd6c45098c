/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-remote.h"

#include "packshot-base-url.h"
#include "packshot-json.h"
#include "packshot-manifest-words.h"

#define MAX_CREDENTIALS 4
#define MAX_MODELS      100
#define MAX_PRICES      4

#define HOUR (60 * 60)
#define DAY  (24 * HOUR)
#define YEAR (365 * DAY)

#define MIN_POLL_INTERVAL     1
#define DEFAULT_POLL_INTERVAL 5
#define MAX_POLL_BATCH        1000

static const char *const keys[] = {
  "base_url",
  "base_url_environment",
  "allow_http",
  "website",
  "credentials",
  "models",
  "default_model",
  "models_open",
  "models_catalog",
  "unit",
  "prices",
  "balance_tells_cost",
  "advice",
  "poll_interval",
  "poll_batch",
  "typical_wait",
  "keeps_jobs",
  "link_lifetime",
  "id_aliases",
  "can_resume",
  "can_cancel",
  "can_list",
  NULL,
};

typedef gpointer (*ElementReader) (JsonObject *object, const char *path, GError **error);

static gboolean
read_base_url (PackshotRemote *self, JsonObject *object, const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  const char *text = NULL;

  if (!packshot_json_get_string (object, path, "base_url", PACKSHOT_JSON_OPTIONAL, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;

  self->base_url = packshot_base_url_check (text, self->allow_http, &local_error);
  if (self->base_url == NULL)
    return packshot_json_fail (error, path, "base_url", "%s", local_error->message);

  return TRUE;
}

/* It is opened by a browser, and no key goes there. */
static gboolean
read_website (PackshotRemote *self, JsonObject *object, const char *path, GError **error)
{
  const char *text = NULL;

  if (!packshot_json_get_string (object, path, "website", PACKSHOT_JSON_OPTIONAL, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;

  self->website = packshot_base_url_check (text, FALSE, NULL);
  if (self->website == NULL)
    return packshot_json_fail (error, path, "website",
                               "expected an address such as https://example.com/account, without "
                               "a user name, “?” and “#”");

  return TRUE;
}

static gboolean
read_addresses (PackshotRemote *self, JsonObject *object, const char *path, GError **error)
{
  return packshot_json_get_boolean (object, path, "allow_http", PACKSHOT_JSON_OPTIONAL,
                                    &self->allow_http, error)
         && read_base_url (self, object, path, error)
         && packshot_manifest_words_get_environment (object, path, "base_url_environment",
                                                     PACKSHOT_JSON_OPTIONAL,
                                                     &self->base_url_environment, error)
         && read_website (self, object, path, error);
}

static gboolean
read_list (JsonObject *object,
           const char *path,
           const char *key,
           guint max_length,
           ElementReader read,
           GPtrArray *list,
           GError **error)
{
  JsonArray *array;

  if (!packshot_json_get_array (object, path, key, PACKSHOT_JSON_REQUIRED, &array, error))
    return FALSE;
  if (json_array_get_length (array) > max_length)
    return packshot_json_fail (error, path, key, "more than %u", max_length);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.%s[%u]", path, key, i);
      JsonObject *element = packshot_json_array_get_object (array, place, i, error);
      gpointer item = element != NULL ? read (element, place, error) : NULL;

      if (item == NULL)
        return FALSE;
      g_ptr_array_add (list, item);
    }

  return TRUE;
}

static gpointer
read_credential (JsonObject *object, const char *path, GError **error)
{
  return packshot_credential_spec_new_from_json (object, path, error);
}

static gpointer
read_model (JsonObject *object, const char *path, GError **error)
{
  return packshot_model_new_from_json (object, path, error);
}

static gpointer
read_price (JsonObject *object, const char *path, GError **error)
{
  return packshot_price_new_from_json (object, path, error);
}

static gboolean
is_same_credential (const PackshotCredentialSpec *one, const PackshotCredentialSpec *other)
{
  return g_str_equal (one->name, other->name) || g_str_equal (one->environment, other->environment)
         || g_ascii_strcasecmp (one->header, other->header) == 0;
}

/* Two of a kind would make the second unreachable. */
static gboolean
check_credentials (PackshotRemote *self, const char *path, GError **error)
{
  for (guint i = 0; i < self->credentials->len; i++)
    {
      const PackshotCredentialSpec *one = g_ptr_array_index (self->credentials, i);

      for (guint j = 0; j < i; j++)
        {
          const PackshotCredentialSpec *other = g_ptr_array_index (self->credentials, j);

          if (is_same_credential (one, other))
            return packshot_json_fail (error, path, "credentials",
                                       "two have the same name, variable or header");
        }
    }

  if (self->allow_http && self->credentials->len > 0)
    return packshot_json_fail (error, path, "allow_http",
                               "a key can’t go over plain http, where anybody could read it");
  return TRUE;
}

static gboolean
check_models (PackshotRemote *self, const char *path, GError **error)
{
  for (guint i = 0; i < self->models->len; i++)
    {
      const PackshotModel *model = g_ptr_array_index (self->models, i);

      if (packshot_remote_find_model (self, model->id) != model)
        return packshot_json_fail (error, path, "models", "“%s” is there twice", model->id);
    }

  return TRUE;
}

/* Where the file does not say, the first one that still runs. */
static gboolean
read_default_model (PackshotRemote *self, JsonObject *object, const char *path, GError **error)
{
  const char *id = NULL;

  if (!packshot_json_get_string (object, path, "default_model", PACKSHOT_JSON_OPTIONAL, &id, error))
    return FALSE;
  if (id != NULL && packshot_remote_find_model (self, id) == NULL)
    return packshot_json_fail (error, path, "default_model", "expected the id of a model");

  for (guint i = 0; i < self->models->len && id == NULL; i++)
    {
      const PackshotModel *model = g_ptr_array_index (self->models, i);

      if (model->status == PACKSHOT_MODEL_CURRENT)
        id = model->id;
    }

  if (id == NULL && self->models->len > 0)
    id = ((const PackshotModel *) g_ptr_array_index (self->models, 0))->id;

  self->default_model = g_strdup (id);
  return TRUE;
}

/* A model that is not listed could not be asked for otherwise. */
static gboolean
read_more_models (PackshotRemote *self, JsonObject *object, const char *path, GError **error)
{
  if (!packshot_json_get_boolean (object, path, "models_open", PACKSHOT_JSON_OPTIONAL,
                                  &self->models_open, error)
      || !packshot_json_get_boolean (object, path, "models_catalog", PACKSHOT_JSON_OPTIONAL,
                                     &self->models_catalog, error))
    return FALSE;

  if (self->models_catalog && !self->models_open)
    return packshot_json_fail (error, path, "models_catalog", "only where models_open is true");
  return TRUE;
}

static gboolean
check_prices (PackshotRemote *self, const char *path, GError **error)
{
  for (guint i = 0; i < self->prices->len; i++)
    {
      const PackshotPrice *price = g_ptr_array_index (self->prices, i);

      if (packshot_remote_find_price (self, price->step) != price)
        return packshot_json_fail (error, path, "prices", "a step is there twice");
    }

  if (self->prices->len > 0 && self->unit == NULL)
    return packshot_json_fail (error, path, "unit", "missing: what do the prices count?");
  return TRUE;
}

static gboolean
read_lists (PackshotRemote *self, JsonObject *object, const char *path, GError **error)
{
  return read_list (object, path, "credentials", MAX_CREDENTIALS, read_credential,
                    self->credentials, error)
         && check_credentials (self, path, error)
         && read_list (object, path, "models", MAX_MODELS, read_model, self->models, error)
         && check_models (self, path, error) && read_default_model (self, object, path, error)
         && read_more_models (self, object, path, error)
         && packshot_manifest_words_get_unit (object, path, "unit", &self->unit_one, &self->unit,
                                              error)
         && read_list (object, path, "prices", MAX_PRICES, read_price, self->prices, error)
         && check_prices (self, path, error);
}

static gboolean
read_payment (PackshotRemote *self, JsonObject *object, const char *path, GError **error)
{
  if (!packshot_json_get_boolean (object, path, "balance_tells_cost", PACKSHOT_JSON_OPTIONAL,
                                  &self->balance_tells_cost, error)
      || !packshot_manifest_words_get_translated (object, path, "advice", PACKSHOT_JSON_OPTIONAL,
                                                  &self->advice, error))
    return FALSE;

  if (self->balance_tells_cost && self->unit == NULL)
    return packshot_json_fail (error, path, "unit", "missing: what does the balance count?");
  return TRUE;
}

static gboolean
read_seconds (JsonObject *object,
              const char *path,
              const char *key,
              PackshotJsonNeed need,
              double minimum,
              double maximum,
              double *value,
              GError **error)
{
  if (!packshot_json_get_number (object, path, key, need, value, error))
    return FALSE;
  if (json_object_has_member (object, key) && (*value < minimum || *value > maximum))
    return packshot_json_fail (error, path, key, "expected %.0f to %.0f seconds", minimum, maximum);

  return TRUE;
}

/* Called when it is known whether a job can be asked for: what is about that is needed only then.
 */
static gboolean
read_times (PackshotRemote *self, JsonObject *object, const char *path, GError **error)
{
  PackshotJsonNeed need = self->can_resume ? PACKSHOT_JSON_REQUIRED : PACKSHOT_JSON_OPTIONAL;

  if (!read_seconds (object, path, "poll_interval", need, MIN_POLL_INTERVAL, HOUR,
                     &self->poll_interval, error)
      || !packshot_json_get_uint (object, path, "poll_batch", PACKSHOT_JSON_OPTIONAL,
                                  &self->poll_batch, error)
      || !read_seconds (object, path, "typical_wait", PACKSHOT_JSON_REQUIRED, 1, DAY,
                        &self->typical_wait, error)
      || !read_seconds (object, path, "keeps_jobs", need, self->typical_wait, YEAR,
                        &self->keeps_jobs, error)
      || !read_seconds (object, path, "link_lifetime", PACKSHOT_JSON_OPTIONAL, 0, YEAR,
                        &self->link_lifetime, error))
    return FALSE;

  if (self->poll_batch < 1 || self->poll_batch > MAX_POLL_BATCH)
    return packshot_json_fail (error, path, "poll_batch", "expected 1 to %d", MAX_POLL_BATCH);

  return TRUE;
}

static gboolean
read_aliases (PackshotRemote *self, JsonObject *object, const char *path, GError **error)
{
  if (!packshot_manifest_words_get_list (object, path, "id_aliases", &self->id_aliases, error))
    return FALSE;

  for (guint i = 0; self->id_aliases[i] != NULL; i++)
    {
      if (!packshot_manifest_words_is_name (self->id_aliases[i]))
        return packshot_json_fail (error, path, "id_aliases", "expected names");
      if (packshot_manifest_words_is_reserved (self->id_aliases[i]))
        return packshot_json_fail (error, path, "id_aliases",
                                   "“%s” is a flag of the program itself", self->id_aliases[i]);
      if (g_strv_contains ((const char *const *) self->id_aliases + i + 1, self->id_aliases[i]))
        return packshot_json_fail (error, path, "id_aliases", "“%s” is there twice",
                                   self->id_aliases[i]);
    }

  return TRUE;
}

static gboolean
read_abilities (PackshotRemote *self, JsonObject *object, const char *path, GError **error)
{
  return packshot_json_get_boolean (object, path, "can_resume", PACKSHOT_JSON_REQUIRED,
                                    &self->can_resume, error)
         && packshot_json_get_boolean (object, path, "can_cancel", PACKSHOT_JSON_REQUIRED,
                                       &self->can_cancel, error)
         && packshot_json_get_boolean (object, path, "can_list", PACKSHOT_JSON_REQUIRED,
                                       &self->can_list, error);
}

static PackshotRemote *
remote_new (void)
{
  PackshotRemote *self = g_new0 (PackshotRemote, 1);

  self->poll_interval = DEFAULT_POLL_INTERVAL;
  self->poll_batch = 1;
  self->id_aliases = g_new0 (char *, 1);
  self->credentials =
      g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_credential_spec_free);
  self->models = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_model_free);
  self->prices = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_price_free);

  return self;
}

/**
 * packshot_remote_new_from_json:
 * @object: the member "remote" of a manifest
 * @path: its place in the file
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: (transfer full): what it says, or %NULL on error
 */
PackshotRemote *
packshot_remote_new_from_json (JsonObject *object, const char *path, GError **error)
{
  g_autoptr (PackshotRemote) self = remote_new ();

  if (!packshot_json_check_keys (object, path, keys, error)
      || !read_addresses (self, object, path, error) || !read_lists (self, object, path, error)
      || !read_payment (self, object, path, error) || !read_aliases (self, object, path, error)
      || !read_abilities (self, object, path, error) || !read_times (self, object, path, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * packshot_remote_free:
 * @remote: (transfer full): a description
 */
void
packshot_remote_free (PackshotRemote *remote)
{
  g_free (remote->base_url);
  g_free (remote->base_url_environment);
  g_free (remote->website);
  g_ptr_array_unref (remote->credentials);
  g_ptr_array_unref (remote->models);
  g_free (remote->default_model);
  g_free (remote->unit_one);
  g_free (remote->unit);
  g_ptr_array_unref (remote->prices);
  g_free (remote->advice);
  g_strfreev (remote->id_aliases);
  g_free (remote);
}

/**
 * packshot_remote_find_price:
 * @remote: a description
 * @step: a step
 *
 * Returns: (transfer none) (nullable): what the step costs; %NULL where it is not paid for
 */
const PackshotPrice *
packshot_remote_find_price (const PackshotRemote *remote, PackshotStep step)
{
  g_return_val_if_fail (remote != NULL, NULL);

  for (guint i = 0; i < remote->prices->len; i++)
    {
      const PackshotPrice *price = g_ptr_array_index (remote->prices, i);

      if (price->step == step)
        return price;
    }

  return NULL;
}

/**
 * packshot_remote_find_model:
 * @remote: a description
 * @id: what the service calls a model
 *
 * Returns: (transfer none) (nullable): that model
 */
const PackshotModel *
packshot_remote_find_model (const PackshotRemote *remote, const char *id)
{
  g_return_val_if_fail (remote != NULL && id != NULL, NULL);

  for (guint i = 0; i < remote->models->len; i++)
    {
      const PackshotModel *model = g_ptr_array_index (remote->models, i);

      if (g_str_equal (model->id, id))
        return model;
    }

  return NULL;
}
