/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* The user's image host, as the settings have it. */

#include "packshot-settings-image-host.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "packshot-base-url.h"
#include "packshot-core-error.h"
#include "packshot-settings-private.h"

#define GROUP      "image-host"
#define KIND       "kind"
#define URL        "url"
#define PUBLIC_URL "public-url"
#define USER       "user"
#define SERVICE    "service"

#define MAX_USER_LENGTH 200

/* RFC 7617, 2: a colon ends the name. */
static gboolean
is_user (const char *user)
{
  if (!g_utf8_validate (user, -1, NULL) || strlen (user) > MAX_USER_LENGTH
      || strchr (user, ':') != NULL)
    return FALSE;

  for (const char *p = user; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        return FALSE;
    }

  return *user != '\0';
}

static gboolean
fail (GError **error, const char *words)
{
  g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE, words);
  return FALSE;
}

/* What is wrong with an address is said of a service's otherwise. */
static char *
check_url (const char *url, gboolean allow_http, const char *what, GError **error)
{
  g_autoptr (GError) problem = NULL;
  char *checked = NULL;

  if (url == NULL || *url == '\0')
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   /* Translators: %s is "the address where photos are put" or another. */
                   _ ("The image host needs %s."), what);
      return NULL;
    }

  checked = packshot_base_url_check (url, allow_http, &problem);
  if (checked == NULL)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 /* Translators: the second %s is a sentence that says what is wrong. */
                 _ ("Of the image host, %s can’t be used. %s"), what, problem->message);

  return checked;
}

static gboolean
check_put (PackshotImageHostSettings *self, GError **error)
{
  g_autofree char *url =
      check_url (self->url, FALSE, _ ("the address where photos are put"), error);
  g_autofree char *public_url = NULL;

  if (url == NULL)
    return FALSE;

  /* No secret goes there. */
  public_url =
      check_url (self->public_url, TRUE, _ ("the address where everybody finds them"), error);
  if (public_url == NULL)
    return FALSE;

  if (self->user != NULL && !is_user (self->user))
    return fail (error, _ ("The user name of the image host can’t have a “:” or a line break."));

  g_free (self->url);
  self->url = g_steal_pointer (&url);
  g_free (self->public_url);
  self->public_url = g_steal_pointer (&public_url);
  return TRUE;
}

static gboolean
check (PackshotImageHostSettings *self, GError **error)
{
  switch (self->kind)
    {
    case PACKSHOT_IMAGE_HOST_NONE:
      return TRUE;
    case PACKSHOT_IMAGE_HOST_PUT:
      return check_put (self, error);
    case PACKSHOT_IMAGE_HOST_SERVICE:
      if (self->service != NULL && *self->service != '\0')
        return TRUE;
      return fail (error, _ ("It is not said which service is the image host."));
    default:
      g_assert_not_reached ();
    }
}

static PackshotImageHostSettings *
copy (const PackshotImageHostSettings *self)
{
  PackshotImageHostSettings *dup = g_new0 (PackshotImageHostSettings, 1);

  dup->kind = self->kind;
  dup->url = g_strdup (self->url);
  dup->public_url = g_strdup (self->public_url);
  dup->user = self->user != NULL && *self->user != '\0' ? g_strdup (self->user) : NULL;
  dup->service = g_strdup (self->service);

  return dup;
}

static gboolean
read_kind (const char *text, PackshotImageHostKind *kind, GError **error)
{
  if (text == NULL || *text == '\0')
    *kind = PACKSHOT_IMAGE_HOST_NONE;
  else if (g_str_equal (text, "put"))
    *kind = PACKSHOT_IMAGE_HOST_PUT;
  else if (g_str_equal (text, "service"))
    *kind = PACKSHOT_IMAGE_HOST_SERVICE;
  else
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("The settings say that the image host is a “%s”, and nobody knows what that "
                      "is."),
                   text);
      return FALSE;
    }

  return TRUE;
}

static char *
dup_string (GKeyFile *file, const char *key)
{
  g_autofree char *value = g_key_file_get_string (file, GROUP, key, NULL);

  return value != NULL && *value != '\0' ? g_steal_pointer (&value) : NULL;
}

static void
set_string (GKeyFile *file, const char *key, const char *value)
{
  if (value != NULL)
    g_key_file_set_string (file, GROUP, key, value);
}

/**
 * packshot_image_host_settings_free:
 * @self: (transfer full): settings
 */
void
packshot_image_host_settings_free (PackshotImageHostSettings *self)
{
  g_free (self->url);
  g_free (self->public_url);
  g_free (self->user);
  g_free (self->service);
  g_free (self);
}

/**
 * packshot_settings_dup_image_host:
 * @self: the settings
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence or two to show
 *
 * Where photos are put for services that fetch them. It has to be https, but for this computer
 * itself. A setting that can't be used is an error, and not passed over.
 *
 * Returns: (transfer full): the image host; of the kind %PACKSHOT_IMAGE_HOST_NONE where the user
 *   has none; %NULL on error
 */
PackshotImageHostSettings *
packshot_settings_dup_image_host (PackshotSettings *self, GError **error)
{
  g_autoptr (PackshotImageHostSettings) image_host = g_new0 (PackshotImageHostSettings, 1);
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char *kind = NULL;

  g_return_val_if_fail (PACKSHOT_IS_SETTINGS (self), NULL);

  file = packshot_settings_load (self, error);
  if (file == NULL)
    return NULL;

  kind = dup_string (file, KIND);
  if (!read_kind (kind, &image_host->kind, error))
    return NULL;

  if (image_host->kind == PACKSHOT_IMAGE_HOST_PUT)
    {
      image_host->url = dup_string (file, URL);
      image_host->public_url = dup_string (file, PUBLIC_URL);
      image_host->user = dup_string (file, USER);
    }
  else if (image_host->kind == PACKSHOT_IMAGE_HOST_SERVICE)
    image_host->service = dup_string (file, SERVICE);

  return check (image_host, error) ? g_steal_pointer (&image_host) : NULL;
}

/**
 * packshot_settings_set_image_host:
 * @self: the settings
 * @image_host: the image host, which may be of the kind %PACKSHOT_IMAGE_HOST_NONE
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence or two to show
 *
 * Writes it down for both programs, on the disk for good when this returns.
 *
 * Returns: whether that went well
 */
gboolean
packshot_settings_set_image_host (PackshotSettings *self,
                                  const PackshotImageHostSettings *image_host,
                                  GError **error)
{
  g_autoptr (PackshotImageHostSettings) checked = NULL;
  g_autoptr (GKeyFile) file = NULL;

  g_return_val_if_fail (PACKSHOT_IS_SETTINGS (self) && image_host != NULL, FALSE);

  checked = copy (image_host);
  if (!check (checked, error))
    return FALSE;

  file = packshot_settings_load (self, error);
  if (file == NULL)
    return FALSE;

  g_key_file_remove_group (file, GROUP, NULL);
  if (checked->kind == PACKSHOT_IMAGE_HOST_PUT)
    {
      g_key_file_set_string (file, GROUP, KIND, "put");
      set_string (file, URL, checked->url);
      set_string (file, PUBLIC_URL, checked->public_url);
      set_string (file, USER, checked->user);
    }
  else if (checked->kind == PACKSHOT_IMAGE_HOST_SERVICE)
    {
      g_key_file_set_string (file, GROUP, KIND, "service");
      set_string (file, SERVICE, checked->service);
    }

  return packshot_settings_save (self, file, error);
}
