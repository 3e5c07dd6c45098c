/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* Makes the very files that will be sent, and puts them into the job's own folder. */

#include "config.h"

#include "packshot-http-prepare.h"

#include "packshot-http-rehearse.h"
#include "packshot-job-folder.h"
#include "packshot-net-error.h"
#include "packshot-net-fetch.h"
#include "packshot-picture-prepare.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* DESIGN §8: the cap on what is fetched, as on what is opened. */
#define MAX_FETCHED_BYTES (100 * 1024 * 1024)

/* A picture that will be sent. */
typedef struct
{
  char *option;                      /* (owned) */
  char *value;                       /* (owned) (type filename): a path or an address */
  const PackshotPictureRules *rules; /* (unowned): of the manifest */
  PackshotPictureFraming framing;    /* whole, but for the main picture */
  double ratio;                      /* of the video; 0 where it is not known */
} Item;

typedef struct
{
  /* Input. */
  const PackshotHttpLink *link; /* (unowned): lives as long as the service */
  PackshotJob *job;             /* (owned) */
  PackshotManifest *manifest;   /* (owned): owner of the rules */
  char *folder;                 /* (owned) (type filename): of the job */
  GArray *items;                /* (owned) (element-type Item) */

  /* In progress. */
  guint next;                     /* index of the item that is being prepared */
  PackshotNetFile *file;          /* (owned) (nullable): the item, where it came from the web */
  GAsyncReadyCallback fetched_cb; /* what follows a fetch, which is done for some items */

  /* Output. */
  PackshotReply *reply; /* (owned) (nullable) */
} PrepareData;

static void
item_clear (gpointer data)
{
  Item *item = data;

  g_free (item->option);
  g_free (item->value);
}

static void
prepare_data_free (gpointer data)
{
  PrepareData *prepare = data;

  g_object_unref (prepare->job);
  g_object_unref (prepare->manifest);
  g_free (prepare->folder);
  g_array_unref (prepare->items);
  g_clear_pointer (&prepare->file, packshot_net_file_free);
  g_clear_pointer (&prepare->reply, packshot_reply_free);
  g_free (prepare);
}

static void
return_reply (GTask *task, PackshotReply *reply)
{
  g_task_return_pointer (task, reply, (GDestroyNotify) packshot_reply_free);
}

/* A file without a name, so that nothing is left of what was begun. */
static int
open_draft (const char *folder, GError **error)
{
  g_autofree char *path = NULL;
  int fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

  if (fd >= 0)
    return fd;

  /* Not every file system has such files. */
  path = g_build_filename (folder, ".draft.XXXXXX", NULL);
  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0)
    g_unlink (path);
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                 /* Translators: the path of a folder, and what the system says. */
                 _ ("Nothing can be written to “%s”: %s."), folder, g_strerror (errno));

  return fd;
}

/* What of the picture is to be seen; all of it where nothing was said. */
static gboolean
find_part (const Item *item,
           const PackshotPictureSource *source,
           PackshotPicturePart *part,
           GError **error)
{
  PackshotPictureInfo info;
  PackshotPictureView view;

  if (!packshot_picture_source_info (source, &info, error))
    return FALSE;

  /* A manifest may have changed since the order was agreed to. */
  if (item->ratio == 0)
    {
      g_set_error (error, PACKSHOT_PICTURE_ERROR, PACKSHOT_PICTURE_ERROR_NOT_SENDABLE,
                   _ ("The photo can’t be framed: nothing tells the shape of the video."));
      return FALSE;
    }

  view = packshot_picture_framing_get_view (&item->framing, (double) info.width / info.height,
                                            item->ratio);
  *part = (PackshotPicturePart){ view.x, view.y, view.width, view.height };
  return TRUE;
}

static PackshotPreparedPicture *
write_picture (PrepareData *prepare,
               const Item *item,
               int fd,
               GCancellable *cancellable,
               GError **error)
{
  const PackshotPictureLimits limits = {
    .formats = (const char *const *) item->rules->formats,
    .max_bytes = item->rules->max_bytes,
    .max_width = (int) item->rules->max_width,
    .max_height = (int) item->rules->max_height,
    .min_width = (int) item->rules->min_width,
    .min_height = (int) item->rules->min_height,
  };
  PackshotPictureSource source = { .path = item->value };
  PackshotPicturePart part;

  if (prepare->file != NULL)
    source = (PackshotPictureSource){ .fd = packshot_net_file_get_fd (prepare->file),
                                      .name = packshot_net_file_get_name (prepare->file) };

  if (item->framing.mode != PACKSHOT_PICTURE_FRAMING_WHOLE)
    {
      if (!find_part (item, &source, &part, error))
        return NULL;
      source.part = &part;
    }

  return packshot_picture_prepare (&source, &limits, fd, cancellable, error);
}

/* The file has the name of its option: what it was called on this computer is nobody's business. */
static gboolean
prepare_item (PrepareData *prepare, const Item *item, GCancellable *cancellable, GError **error)
{
  g_autoptr (PackshotPreparedPicture) picture = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *name = NULL;
  PackshotJobCopy *copy;
  int fd = open_draft (prepare->folder, error);

  if (fd < 0)
    return FALSE;

  stream = g_unix_input_stream_new (fd, TRUE);
  picture = write_picture (prepare, item, fd, cancellable, error);
  if (picture == NULL)
    return FALSE;

  lseek (fd, 0, SEEK_SET);
  name = g_strdup_printf ("%s.%s", item->option, picture->extension);
  copy = packshot_job_copy_make (stream, item->option, prepare->folder, name, cancellable, error);
  if (copy == NULL)
    return FALSE;

  g_ptr_array_add (prepare->reply->copies, copy);
  for (guint i = 0; i < picture->changes->len; i++)
    g_ptr_array_add (prepare->reply->warnings, g_strdup (picture->changes->pdata[i]));

  return TRUE;
}

static PackshotVerdict
judge (const GError *error)
{
  if (error->domain == PACKSHOT_PICTURE_ERROR)
    return error->code == PACKSHOT_PICTURE_ERROR_NO_MEMORY ? PACKSHOT_VERDICT_LOCAL_FAILURE
                                                           : PACKSHOT_VERDICT_BAD_INPUT;
  if (error->domain != PACKSHOT_NET_ERROR)
    return PACKSHOT_VERDICT_LOCAL_FAILURE;

  switch ((PackshotNetError) error->code)
    {
    case PACKSHOT_NET_ERROR_NOT_SENT:
      return PACKSHOT_VERDICT_NOT_SENT;
    case PACKSHOT_NET_ERROR_UNCERTAIN:
      return PACKSHOT_VERDICT_UNCERTAIN;
    case PACKSHOT_NET_ERROR_NO_SPACE:
    case PACKSHOT_NET_ERROR_LOCAL:
      return PACKSHOT_VERDICT_LOCAL_FAILURE;
    case PACKSHOT_NET_ERROR_INVALID:
    case PACKSHOT_NET_ERROR_TOO_LARGE:
    case PACKSHOT_NET_ERROR_REDIRECT:
    case PACKSHOT_NET_ERROR_STATUS:
    case PACKSHOT_NET_ERROR_CONTENT:
    default:
      return PACKSHOT_VERDICT_BAD_INPUT;
    }
}

static PackshotReply *
explain (const GError *error)
{
  return packshot_reply_new_take_words (judge (error), g_strdup (error->message));
}

static void
prepare_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  PrepareData *prepare = task_data;
  GError *error = NULL;

  if (prepare_item (prepare, &g_array_index (prepare->items, Item, prepare->next), cancellable,
                    &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
run_in_thread (GTask *task, GAsyncReadyCallback prepared_cb)
{
  g_autoptr (GTask) sub =
      g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task), prepared_cb,
                  g_object_ref (task));

  g_task_set_source_tag (sub, run_in_thread);
  /* Nobody else touches the data until the callback is called. */
  g_task_set_task_data (sub, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (sub, prepare_in_thread);
}

/* What would be refused is refused before anything is sent. */
static void
finish (GTask *task)
{
  PrepareData *prepare = g_task_get_task_data (task);
  PackshotRequest *request = packshot_job_get_request (prepare->job);
  PackshotReply *trouble = packshot_http_rehearse (prepare->link, request, prepare->reply->copies);

  if (trouble == NULL)
    packshot_http_rehearse_warn (request, prepare->reply->warnings);

  return_reply (task, trouble != NULL ? trouble : g_steal_pointer (&prepare->reply));
}

static void
begin_item (GTask *task, GAsyncReadyCallback prepared_cb)
{
  static const char *const pictures[] = { "image/*", NULL };
  PrepareData *prepare = g_task_get_task_data (task);
  const Item *item;

  if (prepare->next == prepare->items->len)
    {
      finish (task);
      return;
    }

  item = &g_array_index (prepare->items, Item, prepare->next);
  if (packshot_picture_value_classify (item->value) == PACKSHOT_PICTURE_VALUE_FILE)
    {
      run_in_thread (task, prepared_cb);
      return;
    }

  packshot_service_report_progress (g_task_get_source_object (task), prepare->job, -1,
                                    _ ("Fetching the photo"));
  packshot_net_fetch_nameless_async (prepare->link->session, item->value, MAX_FETCHED_BYTES,
                                     pictures, g_task_get_cancellable (task), prepare->fetched_cb,
                                     g_object_ref (task));
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PrepareData *prepare = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&prepare->file, packshot_net_file_free);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      prepare->next++;
      begin_item (task, prepared_cb);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    return_reply (task, explain (error));
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PrepareData *prepare = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  prepare->file = packshot_net_fetch_finish (PACKSHOT_NET_SESSION (source), result, &error);
  if (prepare->file != NULL)
    run_in_thread (task, prepared_cb);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    return_reply (task, explain (error));
}

/* What goes out as it is needs no file: a name the service gave, or an address it fetches itself.
 */
static gboolean
needs_file (PackshotOption *option, const char *value)
{
  switch (packshot_picture_value_classify (value))
    {
    case PACKSHOT_PICTURE_VALUE_FILE:
      return TRUE;
    case PACKSHOT_PICTURE_VALUE_ADDRESS:
      return !packshot_option_passes_address (option);
    case PACKSHOT_PICTURE_VALUE_REFERENCE:
    default:
      return FALSE;
    }
}

static GArray *
list_items (PackshotRequest *request)
{
  PackshotManifest *manifest = packshot_request_get_manifest (request);
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));

  g_array_set_clear_func (items, item_clear);
  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      GVariant *value = packshot_request_get_value (request, option);
      Item item = { .framing = PACKSHOT_PICTURE_FRAMING_INIT };

      if (packshot_option_get_kind (option) != PACKSHOT_OPTION_PICTURE || value == NULL
          || !needs_file (option, g_variant_get_bytestring (value)))
        continue;

      item.option = g_strdup (packshot_option_get_name (option));
      item.value = g_strdup (g_variant_get_bytestring (value));
      item.rules = packshot_option_get_limits (option);
      if (packshot_option_get_main (option))
        {
          item.framing = *packshot_request_get_framing (request);
          item.ratio = packshot_request_get_ratio (request);
        }
      g_array_append_val (items, item);
    }

  return items;
}

/**
 * packshot_http_prepare_async:
 * @service: the service
 * @link: what it takes to call it
 * @job: a job with a request
 * @cancellable: (nullable): stops it
 * @callback: called when all pictures are prepared, or when one can't be
 * @user_data: for @callback
 *
 * Prepares what will be sent, see packshot_picture_prepare(), and makes sure that it can be.
 * Nothing is sent, but for the request for a picture that is on the web.
 */
void
packshot_http_prepare_async (PackshotService *service,
                             const PackshotHttpLink *link,
                             PackshotJob *job,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  PackshotRequest *request = packshot_job_get_request (job);
  PrepareData *prepare = g_new0 (PrepareData, 1);

  prepare->link = link;
  prepare->job = g_object_ref (job);
  prepare->manifest = g_object_ref (packshot_request_get_manifest (request));
  prepare->folder = packshot_job_folder_dup_path (packshot_job_get_id (job));
  prepare->items = list_items (request);
  prepare->fetched_cb = fetched_cb;
  prepare->reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);

  g_task_set_source_tag (task, packshot_http_prepare_async);
  g_task_set_task_data (task, prepare, prepare_data_free);
  g_task_set_check_cancellable (task, FALSE);

  if (prepare->items->len > 0 && !packshot_job_folder_create (prepare->folder, &error))
    return_reply (task, explain (error));
  else
    begin_item (task, prepared_cb);
}

/**
 * packshot_http_prepare_finish:
 * @service: the service
 * @result: the result the callback got
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): done with the copies, or why a picture can't be sent; %NULL on error
 */
PackshotReply *
packshot_http_prepare_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_http_prepare_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
