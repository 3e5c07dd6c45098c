/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* Puts a photo on the image host of the user. */

#include "config.h"

#include "packshot-image-host-private.h"

#include <string.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "packshot-answer.h"
#include "packshot-base-url.h"
#include "packshot-core-error.h"
#include "packshot-net-error.h"
#include "packshot-net-fetch.h"
#include "packshot-net-send.h"

/* What an answer to a PUT may have; it is not read. */
#define MAX_ANSWER_BYTES (1024 * 1024)

/* How long somebody who has stopped waits until the photo is taken away, in milliseconds. */
#define CLEAN_UP_TIME 5000

typedef struct
{
  /* Input. */
  char *path;                      /* (owned) (type filename) */
  char *content_type;              /* (owned) */
  PackshotImageHostSettings *host; /* (owned) (nullable) */
  gboolean is_trial;               /* whether it is taken away again */

  /* In progress. */
  char *url;             /* (owned): where it is put */
  char *address;         /* (owned): where everybody finds it */
  PackshotKeys *keys;    /* (owned) (nullable): the password */
  PackshotNetFile *file; /* (owned) (nullable): what is found there */

  /* Output. */
  PackshotReply *trouble; /* (owned) (nullable) */
} PutData;

static void
put_data_free (gpointer data)
{
  PutData *put = data;

  g_free (put->path);
  g_free (put->content_type);
  g_clear_pointer (&put->host, packshot_image_host_settings_free);
  g_free (put->url);
  g_free (put->address);
  g_clear_pointer (&put->keys, packshot_keys_unref);
  g_clear_pointer (&put->file, packshot_net_file_free);
  g_clear_pointer (&put->trouble, packshot_reply_free);
  g_free (put);
}

static void
return_trouble (GTask *task, PackshotReply *trouble)
{
  PutData *put = g_task_get_task_data (task);

  put->trouble = trouble;
  g_task_return_pointer (task, NULL, NULL);
}

static void
return_words (GTask *task, PackshotVerdict verdict, char *words)
{
  return_trouble (task, packshot_reply_new_take_words (verdict, words));
}

/* RFC 7617. */
static char *
make_basic (const char *user, const char *password)
{
  g_autofree char *pair = g_strconcat (user, ":", password, NULL);
  g_autofree char *base64 = g_base64_encode ((const guchar *) pair, strlen (pair));
  char *value = g_strconcat ("Basic ", base64, NULL);

  memset (pair, 0, strlen (pair));
  return value;
}

static void
add_password (PutData *put, PackshotNetCall *call)
{
  g_autofree char *basic = NULL;

  if (put->keys == NULL)
    return;

  basic = make_basic (put->host->user, packshot_keys_get (put->keys, PACKSHOT_IMAGE_HOST_PASSWORD));
  packshot_net_call_add_credential (call, "Authorization", basic);
}

static void
conclude (GTask *task)
{
  PutData *put = g_task_get_task_data (task);

  if (put->trouble != NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_pointer (task, g_strdup (put->address), g_free);
}

/* One that stays is of no use to anybody, and a nuisance to its owner alone. */
static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotNetAnswer) answer =
      packshot_net_send_finish (PACKSHOT_NET_SESSION (source), result, &error);

  if (answer == NULL)
    g_debug ("A file that nobody needs stays on the image host: %s", error->message);
  else if (packshot_net_answer_get_status (answer) >= 300)
    g_debug ("A file that nobody needs stays on the image host: status %u",
             packshot_net_answer_get_status (answer));

  conclude (task);
}

/* RFC 9110, 9.3.5. Also for one who has stopped: the photo would stay where everybody can see it.
 */
static void
clean_up (GTask *task)
{
  PackshotImageHost *self = g_task_get_source_object (task);
  PutData *put = g_task_get_task_data (task);
  g_autoptr (PackshotNetCall) call = packshot_net_call_new ("DELETE", put->url);

  add_password (put, call);
  packshot_net_call_set_max_bytes (call, MAX_ANSWER_BYTES);
  packshot_net_call_set_answer_time (call, CLEAN_UP_TIME);
  packshot_net_send_async (self->session, call, NULL, NULL, NULL, removed_cb, g_object_ref (task));
}

/* Some part of what is set up is wrong, and nothing was ordered yet. */
static PackshotReply *
explain_hidden (PutData *put, const char *why)
{
  return packshot_reply_new_take_words (
      PACKSHOT_VERDICT_REFUSED,
      /* Translators: an address, and a sentence that says why. */
      g_strdup_printf (_ ("The image host took the photo, but it is not to be found at its public "
                          "address “%s”: %s Please check that address in the settings of the image "
                          "host."),
                       put->address, why));
}

static gboolean
is_same (PutData *put)
{
  g_autoptr (GMappedFile) sent = g_mapped_file_new (put->path, FALSE, NULL);
  g_autoptr (GMappedFile) found =
      g_mapped_file_new_from_fd (packshot_net_file_get_fd (put->file), FALSE, NULL);

  return sent != NULL && found != NULL
         && g_mapped_file_get_length (sent) == g_mapped_file_get_length (found)
         && memcmp (g_mapped_file_get_contents (sent), g_mapped_file_get_contents (found),
                    g_mapped_file_get_length (sent))
                == 0;
}

static void
compare_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_boolean (task, is_same (task_data));
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PutData *put = g_task_get_task_data (task);

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    put->trouble = explain_hidden (put, _ ("something else is there."));

  if (put->trouble != NULL || put->is_trial
      || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    clean_up (task);
  else
    conclude (task);
}

static void
compare (GTask *task)
{
  g_autoptr (GTask) sub =
      g_task_new (g_task_get_source_object (task), NULL, compared_cb, g_object_ref (task));

  g_task_set_source_tag (sub, compare);
  /* Nobody else touches the data until the callback is called. */
  g_task_set_task_data (sub, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (sub, compare_in_thread);
}

static PackshotReply *
explain_look (PutData *put, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_UNCERTAIN)
      || g_error_matches (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_NO_SPACE)
      || g_error_matches (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_LOCAL))
    return packshot_answer_read_error (error, TRUE, PACKSHOT_STEP_UPLOAD);

  return explain_hidden (put, error->message);
}

/* What came of looking at the public address, as a stranger. */
static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PutData *put = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  put->file = packshot_net_fetch_finish (PACKSHOT_NET_SESSION (source), result, &error);
  if (put->file != NULL)
    {
      compare (task);
      return;
    }

  put->trouble = explain_look (put, error);
  clean_up (task);
}

static void
look (GTask *task)
{
  static const char *const pictures[] = { "image/*", NULL };
  PackshotImageHost *self = g_task_get_source_object (task);
  PutData *put = g_task_get_task_data (task);
  GStatBuf info;
  goffset size = g_stat (put->path, &info) == 0 ? (goffset) info.st_size : 0;

  packshot_net_fetch_nameless_async (self->session, put->address, MAX (size, 1), pictures,
                                     g_task_get_cancellable (task), found_cb, g_object_ref (task));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PutData *put = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotNetAnswer) answer =
      packshot_net_send_finish (PACKSHOT_NET_SESSION (source), result, &error);
  PackshotReply *trouble;

  if (answer != NULL)
    trouble = packshot_image_host_read_answer (put->host, answer);
  else
    trouble = packshot_answer_read_error (error, packshot_net_send_get_was_sent (result),
                                          PACKSHOT_STEP_UPLOAD);

  put->trouble = trouble;
  if (trouble == NULL)
    look (task);
  else if (trouble->verdict == PACKSHOT_VERDICT_CANCELLED
           && packshot_net_send_get_was_sent (result))
    clean_up (task);
  else
    g_task_return_pointer (task, NULL, NULL);
}

static void
send (GTask *task)
{
  PackshotImageHost *self = g_task_get_source_object (task);
  PutData *put = g_task_get_task_data (task);
  g_autoptr (PackshotNetCall) call = packshot_net_call_new ("PUT", put->url);

  add_password (put, call);
  packshot_net_call_set_file (call, put->path, put->content_type);
  packshot_net_call_set_max_bytes (call, MAX_ANSWER_BYTES);
  packshot_net_send_async (self->session, call, NULL, NULL, g_task_get_cancellable (task), sent_cb,
                           g_object_ref (task));
}

static void
keys_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PutData *put = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotKeys) keys =
      packshot_credentials_lookup_finish (PACKSHOT_CREDENTIALS (source), result, &error);

  if (keys == NULL)
    return_trouble (task, packshot_answer_read_error (error, FALSE, PACKSHOT_STEP_UPLOAD));
  else if (packshot_keys_get_status (keys) == PACKSHOT_KEYS_LOCKED)
    return_words (
        task, PACKSHOT_VERDICT_NO_KEY,
        g_strdup (_ ("The keyring that holds the password of the image host is locked.")));
  else if (packshot_keys_get_status (keys) != PACKSHOT_KEYS_FOUND)
    return_words (task, PACKSHOT_VERDICT_NO_KEY,
                  g_strdup (_ ("The password of the image host is not on this computer.")));
  else
    {
      put->keys = g_steal_pointer (&keys);
      send (task);
    }
}

/* A photo of a product that is not out yet is nobody's business: its name can't be guessed. */
static char *
make_name (const char *path)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_auto (GStrv) parts = g_strsplit (uuid, "-", -1);
  g_autofree char *name = g_strjoinv (NULL, parts);
  g_autofree char *base = g_path_get_basename (path);
  const char *dot = strrchr (base, '.');

  return g_strconcat (name, dot, NULL);
}

static void
put_there (GTask *task)
{
  PackshotImageHost *self = g_task_get_source_object (task);
  PutData *put = g_task_get_task_data (task);
  g_autofree char *name = make_name (put->path);
  g_autofree char *origin = packshot_base_url_dup_origin (put->host->url);

  put->url = g_strconcat (put->host->url, "/", name, NULL);
  put->address = g_strconcat (put->host->public_url, "/", name, NULL);

  if (put->host->user != NULL)
    packshot_credentials_lookup_async (self->credentials, self->manifest, origin,
                                       g_task_get_cancellable (task), keys_cb, g_object_ref (task));
  else
    send (task);
}

/* Which of the reasons it was, a sentence tells, but no verdict: so it may be tried again. */
static void
hosted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  char *address = packshot_service_host_finish (PACKSHOT_SERVICE (source), result, &error);

  if (address != NULL)
    g_task_return_pointer (task, address, g_free);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return_words (task, PACKSHOT_VERDICT_CANCELLED, g_strdup (error->message));
  else
    return_words (task, PACKSHOT_VERDICT_UNCERTAIN, g_strdup (error->message));
}

static void
ask_service (GTask *task)
{
  PackshotImageHost *self = g_task_get_source_object (task);
  PutData *put = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotService) service =
      packshot_image_host_find_service (self, put->host->service, &error);

  if (service != NULL)
    packshot_service_host_async (service, put->path, put->content_type,
                                 g_task_get_cancellable (task), hosted_cb, g_object_ref (task));
  else
    return_words (task, PACKSHOT_VERDICT_BAD_INPUT, g_strdup (error->message));
}

/*< private >
 * packshot_image_host_put_full_async:
 * @self: the image host
 * @path: (type filename): a photo
 * @content_type: what it is
 * @is_trial: whether it is taken away again, once it was seen
 * @cancellable: (nullable): stops it
 * @callback: called when the photo is there, or was not taken
 * @user_data: for @callback; the rest is for packshot_image_host_put_finish()
 */
void
packshot_image_host_put_full_async (PackshotImageHost *self,
                                    const char *path,
                                    const char *content_type,
                                    gboolean is_trial,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  PutData *put = g_new0 (PutData, 1);

  put->path = g_strdup (path);
  put->content_type = g_strdup (content_type);
  put->host = packshot_settings_dup_image_host (self->settings, &error);
  put->is_trial = is_trial;
  g_task_set_source_tag (task, packshot_image_host_put_async);
  g_task_set_task_data (task, put, put_data_free);
  g_task_set_check_cancellable (task, FALSE);

  if (put->host != NULL && put->host->kind == PACKSHOT_IMAGE_HOST_PUT)
    put_there (task);
  else if (put->host != NULL && put->host->kind == PACKSHOT_IMAGE_HOST_SERVICE)
    ask_service (task);
  else
    return_words (task, PACKSHOT_VERDICT_BAD_INPUT,
                  g_strdup (error != NULL ? error->message : _ ("No image host is set up.")));
}

/**
 * packshot_image_host_put_async:
 * @self: the image host
 * @path: (type filename): a photo; the ending of its name tells what it is
 * @content_type: what it is: "image/jpeg"
 * @cancellable: (nullable): stops it
 * @callback: called when the photo is there, or was not taken
 * @user_data: for @callback
 *
 * Puts a photo on the web, where the user has set up. May be done again: that gives another
 * address. One that is not to be found there is taken away again, if the image host lets us.
 */
void
packshot_image_host_put_async (PackshotImageHost *self,
                               const char *path,
                               const char *content_type,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_IMAGE_HOST (self) && path != NULL && content_type != NULL);

  packshot_image_host_put_full_async (self, path, content_type, FALSE, cancellable, callback,
                                      user_data);
}

/**
 * packshot_image_host_put_finish:
 * @self: the image host
 * @result: what the callback got
 * @trouble: (out) (transfer full): what is in the way, where it was not taken
 *
 * Returns: (transfer full): the address where everybody finds it, or %NULL with @trouble
 */
char *
packshot_image_host_put_finish (PackshotImageHost *self,
                                GAsyncResult *result,
                                PackshotReply **trouble)
{
  PutData *put;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_image_host_put_async), NULL);

  put = g_task_get_task_data (G_TASK (result));
  *trouble = g_steal_pointer (&put->trouble);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
