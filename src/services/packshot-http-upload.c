/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

#include "config.h"

#include "packshot-http-upload.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-http-rehearse.h"

typedef struct
{
  /* Input. */
  const PackshotHttpLink *link;   /* (unowned): lives as long as the service */
  PackshotJob *job;               /* (owned) */
  GPtrArray *copies;              /* (owned) (element-type PackshotJobCopy): one after the other */
  guint64 total;                  /* bytes of all of them */
  GAsyncReadyCallback checked_cb; /* what follows the check of a copy, which is done for each */

  /* In progress. */
  guint next;   /* index of the copy that is being sent */
  guint64 done; /* bytes of those before it */
  int last_percent;

  /* Output. */
  PackshotReply *reply; /* (owned) (nullable): with the ids of what has arrived */
} UploadData;

static void
upload_data_free (gpointer data)
{
  UploadData *upload = data;

  g_object_unref (upload->job);
  g_ptr_array_unref (upload->copies);
  g_clear_pointer (&upload->reply, packshot_reply_free);
  g_free (upload);
}

static void
return_reply (GTask *task, PackshotReply *reply)
{
  g_task_return_pointer (task, reply, (GDestroyNotify) packshot_reply_free);
}

static void
progress_cb (goffset done, goffset total, gpointer user_data)
{
  GTask *task = G_TASK (user_data);
  UploadData *upload = g_task_get_task_data (task);
  double fraction;

  /* The parts around a picture count as little as nothing. */
  fraction =
      CLAMP ((double) (upload->done + (guint64) done) / (double) MAX (upload->total, 1), 0, 1);
  if ((int) (fraction * 100) == upload->last_percent)
    return;

  upload->last_percent = (int) (fraction * 100);
  packshot_service_report_progress (g_task_get_source_object (task), upload->job, fraction,
                                    _ ("Sending the photo"));
}

static PackshotAdapterInput
make_input (UploadData *upload, const PackshotJobCopy *file)
{
  return (PackshotAdapterInput){
    .manifest = upload->link->manifest,
    .request = packshot_job_get_request (upload->job),
    .remote_ids = packshot_job_get_remote_ids (upload->job),
    .copies = packshot_job_get_copies (upload->job),
    .file = file,
    .model = packshot_request_get_model (packshot_job_get_request (upload->job)),
    .is_local = packshot_http_link_is_local (upload->link),
  };
}

/* Takes the ids of an answer over. */
static void
keep_ids (UploadData *upload, const PackshotReply *reply)
{
  for (guint i = 0; i < reply->remote_ids->len; i++)
    {
      const PackshotRemoteId *id = g_ptr_array_index (reply->remote_ids, i);

      packshot_reply_add_remote_id (upload->reply, id->kind, id->id, id->step);
    }
}

static void
check_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (packshot_job_copy_check (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What is sent has to be what the user saw. */
static void
check (GTask *task, GAsyncReadyCallback checked_cb)
{
  UploadData *upload = g_task_get_task_data (task);
  g_autoptr (GTask) sub =
      g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task), checked_cb,
                  g_object_ref (task));

  g_task_set_source_tag (sub, check);
  g_task_set_task_data (sub, packshot_job_copy_dup (upload->copies->pdata[upload->next]),
                        (GDestroyNotify) packshot_job_copy_free);
  g_task_run_in_thread (sub, check_in_thread);
}

/* A picture is there; on to the next. */
static void
go_on (GTask *task)
{
  UploadData *upload = g_task_get_task_data (task);
  const PackshotJobCopy *copy = upload->copies->pdata[upload->next];

  upload->done += copy->size;
  upload->next++;
  if (upload->next == upload->copies->len)
    return_reply (task, g_steal_pointer (&upload->reply));
  else
    check (task, upload->checked_cb);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  UploadData *upload = g_task_get_task_data (task);
  const PackshotJobCopy *copy = upload->copies->pdata[upload->next];
  const PackshotAdapterInput input = make_input (upload, copy);
  g_autoptr (PackshotReply) reply = NULL;
  g_autoptr (PackshotNetAnswer) answer =
      packshot_http_exchange_finish (PACKSHOT_SERVICE (source), result, &reply);

  if (answer != NULL)
    reply = upload->link->adapter->read_upload (&input, answer);

  if (reply->verdict != PACKSHOT_VERDICT_DONE)
    {
      return_reply (task, g_steal_pointer (&reply));
      return;
    }

  keep_ids (upload, reply);
  go_on (task);
}

static void
bring_to_service (GTask *task)
{
  UploadData *upload = g_task_get_task_data (task);
  const PackshotAdapterInput input = make_input (upload, upload->copies->pdata[upload->next]);
  g_autoptr (GError) error = NULL;
  PackshotCall *call = upload->link->adapter->build_upload (&input, &error);

  if (call == NULL)
    return_reply (task, packshot_reply_new_take_words (PACKSHOT_VERDICT_BAD_INPUT,
                                                       g_strdup (error->message)));
  else
    packshot_http_exchange_async (g_task_get_source_object (task), upload->link,
                                  PACKSHOT_STEP_UPLOAD, call, progress_cb, task,
                                  g_task_get_cancellable (task), answered_cb, g_object_ref (task));
}

/* What is wrong with the image host is for the user to mend, and then the job can go on. */
static PackshotReply *
forgive (PackshotReply *trouble)
{
  switch ((guint) trouble->verdict)
    {
    case PACKSHOT_VERDICT_REFUSED:
    case PACKSHOT_VERDICT_KEY_REFUSED:
    case PACKSHOT_VERDICT_MOVED:
    case PACKSHOT_VERDICT_BAD_INPUT:
      trouble->verdict = PACKSHOT_VERDICT_LOCAL_FAILURE;
      break;
    default:
      break;
    }

  return trouble;
}

/* What came too long for the service is not sent to it. */
static PackshotReply *
check_address (UploadData *upload, PackshotOption *option, const char *address)
{
  guint max_length = packshot_option_get_limits (option)->max_address_length;

  if (max_length == 0 || strlen (address) <= max_length)
    return NULL;

  return packshot_reply_new_take_words (
      PACKSHOT_VERDICT_LOCAL_FAILURE,
      /* Translators: a number that decides on the form, the name of a service, and another number.
       */
      g_strdup_printf (ngettext ("On the image host the photo has a web address of %u character, "
                                 "and %s takes at most %u; nothing was ordered.",
                                 "On the image host the photo has a web address of %u characters, "
                                 "and %s takes at most %u; nothing was ordered.",
                                 strlen (address)),
                       (guint) strlen (address),
                       packshot_manifest_get_name (upload->link->manifest), max_length));
}

static void
keep_address (UploadData *upload, const PackshotJobCopy *copy, const char *address)
{
  char *warning = packshot_http_rehearse_dup_warning (upload->link->manifest, address);

  packshot_reply_add_remote_id (upload->reply, copy->option, address, "upload");
  if (warning == NULL)
    return;

  g_ptr_array_add (upload->reply->warnings, warning);
  g_free (upload->reply->words);
  upload->reply->words = g_strdup (warning);
}

static void
hosted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  UploadData *upload = g_task_get_task_data (task);
  const PackshotJobCopy *copy = upload->copies->pdata[upload->next];
  PackshotOption *option = packshot_manifest_lookup (upload->link->manifest, copy->option);
  PackshotReply *trouble = NULL;
  g_autofree char *address =
      packshot_image_host_put_finish (PACKSHOT_IMAGE_HOST (source), result, &trouble);

  if (address != NULL)
    trouble = check_address (upload, option, address);
  if (trouble != NULL)
    {
      return_reply (task, forgive (trouble));
      return;
    }

  keep_address (upload, copy, address);
  go_on (task);
}

static void
bring_to_host (GTask *task)
{
  UploadData *upload = g_task_get_task_data (task);
  const PackshotJobCopy *copy = upload->copies->pdata[upload->next];

  packshot_service_report_progress (g_task_get_source_object (task), upload->job, -1,
                                    _ ("Putting the photo on the image host"));
  packshot_image_host_put_async (upload->link->image_host, copy->path,
                                 packshot_call_find_content_type (copy->path),
                                 g_task_get_cancellable (task), hosted_cb, g_object_ref (task));
}

static PackshotPictureTransport
find_transport (PackshotManifest *manifest, const PackshotJobCopy *copy)
{
  PackshotOption *option = packshot_manifest_lookup (manifest, copy->option);

  return option != NULL ? packshot_option_get_transport (option) : PACKSHOT_PICTURE_TRANSPORT_NONE;
}

/* Before the order, and not in it. */
static gboolean
leaves_alone (PackshotManifest *manifest, const PackshotJobCopy *copy)
{
  PackshotPictureTransport transport = find_transport (manifest, copy);

  return transport == PACKSHOT_PICTURE_TRANSPORT_UPLOAD
         || transport == PACKSHOT_PICTURE_TRANSPORT_ADDRESS;
}

static void
send (GTask *task)
{
  UploadData *upload = g_task_get_task_data (task);
  const PackshotJobCopy *copy = upload->copies->pdata[upload->next];

  if (find_transport (upload->link->manifest, copy) == PACKSHOT_PICTURE_TRANSPORT_ADDRESS)
    bring_to_host (task);
  else
    bring_to_service (task);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    send (task);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    return_reply (task, packshot_reply_new_take_words (PACKSHOT_VERDICT_LOCAL_FAILURE,
                                                       g_strdup (error->message)));

  g_clear_error (&error);
}

/**
 * packshot_http_upload_async:
 * @service: the service
 * @link: what it takes to call it
 * @job: a job with the copies of its pictures
 * @cancellable: (nullable): stops it
 * @callback: called when all pictures are there, or when one was not taken
 * @user_data: for @callback
 *
 * Brings the pictures of a job to the service, those that its manifest says are uploaded, and those
 * that it fetches from the web to the user's image host. Costs nothing, and may be done again.
 */
void
packshot_http_upload_async (PackshotService *service,
                            const PackshotHttpLink *link,
                            PackshotJob *job,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  const GPtrArray *copies = packshot_job_get_copies (job);
  UploadData *upload = g_new0 (UploadData, 1);

  upload->link = link;
  upload->job = g_object_ref (job);
  upload->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_job_copy_free);
  upload->checked_cb = checked_cb;
  upload->last_percent = -1;
  upload->reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  for (guint i = 0; i < copies->len; i++)
    {
      const PackshotJobCopy *copy = g_ptr_array_index (copies, i);

      if (!leaves_alone (link->manifest, copy))
        continue;

      g_ptr_array_add (upload->copies, packshot_job_copy_dup (copy));
      upload->total += copy->size;
    }

  g_task_set_source_tag (task, packshot_http_upload_async);
  g_task_set_task_data (task, upload, upload_data_free);
  g_task_set_check_cancellable (task, FALSE);

  if (upload->copies->len > 0)
    check (task, checked_cb);
  else
    return_reply (task, g_steal_pointer (&upload->reply));
}

/**
 * packshot_http_upload_finish:
 * @service: the service
 * @result: the result the callback got
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): done with what the service calls each picture, or what is in the way;
 *   %NULL on error
 */
PackshotReply *
packshot_http_upload_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_http_upload_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
