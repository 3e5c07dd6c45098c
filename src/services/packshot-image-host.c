/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

#include "config.h"

#include "packshot-image-host-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-base-url.h"
#include "packshot-core-error.h"

/* Of a name without its ending. */
#define NAME_LENGTH 32

G_DEFINE_FINAL_TYPE (PackshotImageHost, packshot_image_host, G_TYPE_OBJECT)

/* The password is kept like the key of a service, which needs a manifest to be described by. */
static const char description[] = "{"
                                  "\"format\": 1,"
                                  "\"id\": \"image-host\","
                                  "\"name\": \"Image host\","
                                  "\"summary\": \"Keeps photos where services can fetch them.\","
                                  "\"engine\": \"image-host\","
                                  "\"options\": [],"
                                  "\"remote\": {"
                                  "  \"credentials\": [{"
                                  "    \"name\": \"" PACKSHOT_IMAGE_HOST_PASSWORD "\","
                                  "    \"label\": \"Password\","
                                  "    \"environment\": \"PACKSHOT_IMAGE_HOST_PASSWORD\","
                                  "    \"header\": \"Authorization\""
                                  "  }],"
                                  "  \"models\": [],"
                                  "  \"prices\": [],"
                                  "  \"typical_wait\": 1,"
                                  "  \"can_resume\": false,"
                                  "  \"can_cancel\": false,"
                                  "  \"can_list\": false"
                                  "}}";

/* The same words, for translators: a manifest's are looked up when it is read. */
static const char *const words[] G_GNUC_UNUSED = {
  N_ ("Image host"),
  N_ ("Keeps photos where services can fetch them."),
  N_ ("Password"),
};

static PackshotManifest *
make_manifest (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (description, strlen (description));
  g_autoptr (GError) error = NULL;
  PackshotManifest *manifest = packshot_manifest_new_from_bytes (bytes, "image-host", &error);

  if (manifest == NULL)
    g_error ("%s", error->message);

  return manifest;
}

static void
packshot_image_host_finalize (GObject *object)
{
  PackshotImageHost *self = PACKSHOT_IMAGE_HOST (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->credentials);
  g_clear_object (&self->session);
  g_weak_ref_clear (&self->registry);
  g_clear_object (&self->manifest);

  G_OBJECT_CLASS (packshot_image_host_parent_class)->finalize (object);
}

static void
packshot_image_host_class_init (PackshotImageHostClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = packshot_image_host_finalize;
}

static void
packshot_image_host_init (PackshotImageHost *self)
{
  g_weak_ref_init (&self->registry, NULL);
  self->manifest = make_manifest ();
}

/*< private >
 * packshot_image_host_find_service:
 * @self: the image host
 * @id: the service that the user chose
 * @error: return location for a #PackshotCoreError, one sentence to show
 *
 * Returns: (transfer full): the service, which keeps files; %NULL on error
 */
PackshotService *
packshot_image_host_find_service (PackshotImageHost *self, const char *id, GError **error)
{
  g_autoptr (PackshotRegistry) registry = g_weak_ref_get (&self->registry);
  PackshotManifest *manifest = registry != NULL ? packshot_registry_lookup (registry, id) : NULL;
  PackshotService *service;

  if (manifest == NULL)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNKNOWN_SERVICE,
                   _ ("The service “%s” is set as image host, and there is none of that name."),
                   id);
      return NULL;
    }

  service = packshot_registry_get_service (registry, manifest, error);
  if (service == NULL)
    return NULL;

  if (!packshot_service_can_host (service))
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("%s is set as image host, and does not keep files."),
                   packshot_manifest_get_name (manifest));
      return NULL;
    }

  return g_object_ref (service);
}

/**
 * packshot_image_host_new:
 * @settings: what the user has set up
 * @credentials: where the password is
 * @session: by which it is reached
 * @registry: has the services that may be image hosts; is not kept
 *
 * Returns: (transfer full): the user's image host, which may be none
 */
PackshotImageHost *
packshot_image_host_new (PackshotSettings *settings,
                         PackshotCredentials *credentials,
                         PackshotNetSession *session,
                         PackshotRegistry *registry)
{
  PackshotImageHost *self = g_object_new (PACKSHOT_TYPE_IMAGE_HOST, NULL);

  self->settings = g_object_ref (settings);
  self->credentials = g_object_ref (credentials);
  self->session = g_object_ref (session);
  g_weak_ref_set (&self->registry, registry);

  return self;
}

/**
 * packshot_image_host_describe:
 * @self: the image host
 * @error: return location for a #PackshotCoreError, a sentence or two to show
 *
 * Returns: (transfer full) (nullable): where photos are put, in a line without markup: an address,
 *   or the name of a service; %NULL where there is none, and on error
 */
char *
packshot_image_host_describe (PackshotImageHost *self, GError **error)
{
  g_autoptr (PackshotImageHostSettings) host = NULL;
  g_autoptr (PackshotService) service = NULL;

  g_return_val_if_fail (PACKSHOT_IS_IMAGE_HOST (self), NULL);

  host = packshot_settings_dup_image_host (self->settings, error);
  if (host == NULL || host->kind == PACKSHOT_IMAGE_HOST_NONE)
    return NULL;
  if (host->kind == PACKSHOT_IMAGE_HOST_PUT)
    return g_strdup (host->url);

  service = packshot_image_host_find_service (self, host->service, error);
  if (service == NULL)
    return NULL;

  return g_strdup (packshot_manifest_get_name (packshot_service_get_manifest (service)));
}

static gboolean
check_length (const PackshotImageHostSettings *host,
              const char *path,
              guint max_length,
              GError **error)
{
  const char *dot = strrchr (path, '.');
  gsize length = strlen (host->public_url) + 1 + NAME_LENGTH + (dot != NULL ? strlen (dot) : 0);

  if (max_length == 0 || length <= max_length)
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               /* Translators: the first number decides on the form. */
               ngettext ("On the image host the photo would have a web address of %u character, "
                         "and this service takes at most %u.",
                         "On the image host the photo would have a web address of %u characters, "
                         "and this service takes at most %u.",
                         length),
               (guint) length, max_length);
  return FALSE;
}

/**
 * packshot_image_host_check:
 * @self: the image host
 * @path: (type filename): a photo; the ending of its name tells what it is
 * @max_length: how many characters its address may have, or 0
 * @error: return location for a #PackshotCoreError, a sentence or two to show
 *
 * Looks at what is set up; nothing is sent. How long the addresses of a service are that keeps
 * files is seen only when it has one.
 *
 * Returns: whether the photo can be put on the web
 */
gboolean
packshot_image_host_check (PackshotImageHost *self,
                           const char *path,
                           guint max_length,
                           GError **error)
{
  g_autoptr (PackshotImageHostSettings) host = NULL;
  g_autoptr (PackshotService) service = NULL;

  g_return_val_if_fail (PACKSHOT_IS_IMAGE_HOST (self) && path != NULL, FALSE);

  host = packshot_settings_dup_image_host (self->settings, error);
  if (host == NULL)
    return FALSE;

  switch (host->kind)
    {
    case PACKSHOT_IMAGE_HOST_PUT:
      return check_length (host, path, max_length, error);
    case PACKSHOT_IMAGE_HOST_SERVICE:
      service = packshot_image_host_find_service (self, host->service, error);
      return service != NULL;
    case PACKSHOT_IMAGE_HOST_NONE:
    default:
      g_set_error_literal (
          error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MISSING_VALUE,
          _ ("This service fetches the photo from the web, and this one is on your computer. Give "
             "the web address of the photo, or set up an image host where Packshot may put it: in "
             "the preferences, or by “packshot-cli image-host set”."));
      return FALSE;
    }
}

/**
 * packshot_image_host_get_manifest:
 * @self: the image host
 *
 * For #PackshotCredentials: together with packshot_image_host_dup_origin() it tells which secret is
 * the password of the image host.
 *
 * Returns: (transfer none): its description, with one credential
 */
PackshotManifest *
packshot_image_host_get_manifest (PackshotImageHost *self)
{
  g_return_val_if_fail (PACKSHOT_IS_IMAGE_HOST (self), NULL);

  return self->manifest;
}

/**
 * packshot_image_host_dup_origin:
 * @self: the image host
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE or %PACKSHOT_CORE_ERROR_BAD_VALUE, a
 *   sentence or two to show
 *
 * Returns: (transfer full): the scheme, host and port to which its password belongs; %NULL where it
 *   has no password of its own
 */
char *
packshot_image_host_dup_origin (PackshotImageHost *self, GError **error)
{
  g_autoptr (PackshotImageHostSettings) host = NULL;

  g_return_val_if_fail (PACKSHOT_IS_IMAGE_HOST (self), NULL);

  host = packshot_settings_dup_image_host (self->settings, error);
  if (host == NULL)
    return NULL;
  if (host->kind == PACKSHOT_IMAGE_HOST_PUT)
    return packshot_base_url_dup_origin (host->url);

  g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                       _ ("No image host is set up that has a password of its own."));
  return NULL;
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean kept;

  if (packshot_credentials_store_finish (PACKSHOT_CREDENTIALS (source), result, &kept, &error))
    g_task_return_int (task, kept);
  else
    g_task_return_error (task, error);
}

/**
 * packshot_image_host_store_password_async:
 * @self: an image host that is set up
 * @password: its password; it is copied before this returns, and the caller wipes its own
 * @cancellable: (nullable): stops it
 * @callback: called when it is stored
 * @user_data: for @callback
 *
 * Stores the password in the keyring, see packshot_credentials_store_async().
 */
void
packshot_image_host_store_password_async (PackshotImageHost *self,
                                          const char *password,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GHashTable) values = NULL;
  g_autofree char *origin = NULL;
  GError *error = NULL;

  g_return_if_fail (PACKSHOT_IS_IMAGE_HOST (self) && password != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_image_host_store_password_async);
  origin = packshot_image_host_dup_origin (self, &error);
  if (origin == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  values = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (values, (char *) PACKSHOT_IMAGE_HOST_PASSWORD, (char *) password);
  packshot_credentials_store_async (self->credentials, self->manifest, origin, values, cancellable,
                                    stored_cb, g_steal_pointer (&task));
}

/**
 * packshot_image_host_store_password_finish:
 * @self: the image host
 * @result: what the callback got
 * @kept: (out) (optional): whether it outlives this program
 * @error: return location, as of packshot_credentials_store_finish()
 *
 * Returns: whether it can be used from now on
 */
gboolean
packshot_image_host_store_password_finish (PackshotImageHost *self,
                                           GAsyncResult *result,
                                           gboolean *kept,
                                           GError **error)
{
  gssize value;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_image_host_store_password_async),
                        FALSE);

  value = g_task_propagate_int (G_TASK (result), error);
  if (kept != NULL)
    *kept = value > 0;

  return value >= 0;
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean removed;

  if (packshot_credentials_clear_finish (PACKSHOT_CREDENTIALS (source), result, &removed, &error))
    g_task_return_int (task, removed);
  else
    g_task_return_error (task, error);
}

/**
 * packshot_image_host_clear_password_async:
 * @self: an image host that is set up, still
 * @cancellable: (nullable): stops it
 * @callback: called when it is removed
 * @user_data: for @callback
 *
 * Removes the password from the keyring and from memory.
 */
void
packshot_image_host_clear_password_async (PackshotImageHost *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *origin = NULL;
  GError *error = NULL;

  g_return_if_fail (PACKSHOT_IS_IMAGE_HOST (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_image_host_clear_password_async);
  origin = packshot_image_host_dup_origin (self, &error);
  if (origin == NULL)
    g_task_return_error (task, error);
  else
    packshot_credentials_clear_async (self->credentials, self->manifest, origin,
                                      PACKSHOT_IMAGE_HOST_PASSWORD, cancellable, cleared_cb,
                                      g_steal_pointer (&task));
}

/**
 * packshot_image_host_clear_password_finish:
 * @self: the image host
 * @result: what the callback got
 * @removed: (out) (optional): whether there was one
 * @error: return location, as of packshot_credentials_clear_finish()
 *
 * Returns: whether nothing is left of it
 */
gboolean
packshot_image_host_clear_password_finish (PackshotImageHost *self,
                                           GAsyncResult *result,
                                           gboolean *removed,
                                           GError **error)
{
  gssize value;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_image_host_clear_password_async),
                        FALSE);

  value = g_task_propagate_int (G_TASK (result), error);
  if (removed != NULL)
    *removed = value > 0;

  return value >= 0;
}
