/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Videos that were ordered elsewhere: which there are, how they are brought in, and which of them
 * is one that was ordered here. */

#include "packshot-queue-private.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-job-folder.h"
#include "packshot-listing-match.h"

/* A job that this service calls so. */
static PackshotJob *
find_known (PackshotQueue *self, PackshotManifest *manifest, const char *id)
{
  PackshotJob *job = packshot_queue_find (self, id);

  return job != NULL
                 && g_str_equal (packshot_job_get_service (job),
                                 packshot_manifest_get_id (manifest))
             ? job
             : NULL;
}

/* One that another program has written a moment ago has a name here before it is seen. */
static gboolean
is_known (PackshotQueue *self, PackshotManifest *manifest, const char *id)
{
  gint64 *row = g_hash_table_lookup (self->by_remote, id);

  return find_known (self, manifest, id) != NULL
         || (row != NULL && g_hash_table_lookup (self->by_row, row) == NULL);
}

static PackshotJob *
take_in (PackshotQueue *self,
         PackshotRequest *request,
         const char *title,
         const char *remote_id,
         const char *output)
{
  PackshotManifest *manifest = packshot_request_get_manifest (request);
  g_autofree char *id = packshot_job_folder_dup_new_id ();
  PackshotJob *job = packshot_job_new (id, request, title, output);

  job->unit = g_strdup (packshot_manifest_get_unit (manifest));
  job->state = PACKSHOT_JOB_WAITING;
  job->started = g_get_monotonic_time ();
  g_ptr_array_add (job->remote_ids,
                   packshot_remote_id_new (PACKSHOT_REMOTE_ID_POLL, remote_id, NULL));

  packshot_queue_insert (self, job);
  packshot_drive_start (self, job, PACKSHOT_PURPOSE_CARRY_ON, NULL);
  packshot_queue_write (self, job, NULL, TRUE, NULL, NULL);

  return job;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PackshotQueue *self = g_task_get_source_object (task);
  PackshotManifest *manifest = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GPtrArray *listings = packshot_service_list_finish (PACKSHOT_SERVICE (source), result, &error);

  if (listings == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  packshot_queue_leave_strangers (self, manifest, listings);
  g_task_return_pointer (task, listings, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * packshot_queue_leave_strangers:
 * @self: a queue
 * @manifest: what a service offers
 * @listings: (inout) (element-type PackshotListing): what it has
 *
 * Takes out what a job here has already.
 */
void
packshot_queue_leave_strangers (PackshotQueue *self,
                                PackshotManifest *manifest,
                                GPtrArray *listings)
{
  for (guint i = listings->len; i > 0; i--)
    {
      const PackshotListing *listing = g_ptr_array_index (listings, i - 1);

      if (is_known (self, manifest, listing->id))
        g_ptr_array_remove_index (listings, i - 1);
    }
}

/**
 * packshot_queue_import:
 * @self: a queue
 * @manifest: what the service offers
 * @remote_id: what the service calls the video
 * @output: (nullable) (type filename): where the video shall be; %NULL keeps it in the job's own
 *   folder
 * @error: return location for a #PackshotCoreError: UNKNOWN_SERVICE, LEDGER where it can't be kept,
 *   or BAD_VALUE with one sentence about @output or @remote_id
 *
 * Brings in a video that was ordered elsewhere, of which nothing is known but what the service
 * calls it. The service is asked for it as soon as the job is written.
 *
 * Returns: (transfer full): the job, which is waiting; the one that has this id where there is one
 *   already; %NULL on error
 */
PackshotJob *
packshot_queue_import (PackshotQueue *self,
                       PackshotManifest *manifest,
                       const char *remote_id,
                       const char *output,
                       GError **error)
{
  g_autoptr (PackshotListing) listing = NULL;
  PackshotJob *known;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_MANIFEST (manifest), NULL);
  g_return_val_if_fail (remote_id != NULL, NULL);

  known = packshot_queue_find (self, remote_id);
  if (known != NULL)
    return g_object_ref (known);

  listing = packshot_listing_new (remote_id, 0);
  return packshot_queue_import_listing (self, manifest, listing, output, error);
}

/**
 * packshot_queue_import_listing:
 * @self: a queue
 * @manifest: what the service offers
 * @listing: one of its videos
 * @output: (nullable) (type filename): where the video shall be; %NULL keeps it in the job's own
 *   folder
 * @error: return location for an error as of packshot_queue_import()
 *
 * Brings in a video that was ordered elsewhere, with what the service tells of it. How it goes is
 * asked as soon as the job is written.
 *
 * Returns: (transfer full): the job, which is waiting; the one that has this id where there is one
 *   already; %NULL on error
 */
PackshotJob *
packshot_queue_import_listing (PackshotQueue *self,
                               PackshotManifest *manifest,
                               const PackshotListing *listing,
                               const char *output,
                               GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *title = NULL;
  g_autoptr (PackshotRequest) request = NULL;
  PackshotJob *known;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_MANIFEST (manifest), NULL);
  g_return_val_if_fail (listing != NULL, NULL);

  known = find_known (self, manifest, listing->id);
  if (known != NULL)
    return g_object_ref (known);

  if (*listing->id == '\0' || packshot_manifest_get_offline (manifest))
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   /* Translators: what was typed, and the name of a service. */
                   _ ("“%s” is not the id of a video at %s."), listing->id,
                   packshot_manifest_get_name (manifest));
      return NULL;
    }

  if (!packshot_manifest_get_can_resume (manifest))
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("%s has no jobs that could be asked for later."),
                   packshot_manifest_get_name (manifest));
      return NULL;
    }
  if (packshot_registry_get_service (self->registry, manifest, error) == NULL)
    return NULL;

  if (self->ledger == NULL && self->trouble != NULL)
    {
      g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER, self->trouble);
      return NULL;
    }

  request = packshot_listing_make_request (listing, manifest, error);
  if (request == NULL || !packshot_queue_check_output (output, request, &path, error))
    return NULL;

  title = g_hash_table_size (listing->values) > 0 ? packshot_queue_dup_title (request)
                                                  : g_strdup (listing->id);
  return take_in (self, request, title, listing->id, path);
}

/**
 * packshot_queue_list_remote_async:
 * @self: a queue
 * @manifest: what a service offers
 * @cancellable: (nullable): stops it
 * @callback: called when the answer is there
 * @user_data: for @callback
 *
 * Asks which videos the service has that no job here has. Costs nothing.
 */
void
packshot_queue_list_remote_async (PackshotQueue *self,
                                  PackshotManifest *manifest,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  PackshotService *service;

  g_return_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_MANIFEST (manifest));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_queue_list_remote_async);
  g_task_set_task_data (task, g_object_ref (manifest), g_object_unref);

  service = packshot_registry_get_service (self->registry, manifest, &error);
  if (service == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    packshot_service_list_async (service, cancellable, listed_cb, g_steal_pointer (&task));
}

/**
 * packshot_queue_list_remote_finish:
 * @self: a queue
 * @result: the result the callback got
 * @error: return location for a #PackshotCoreError, one sentence to show as it is: UNKNOWN_SERVICE,
 *   STATE where the service can't tell, SERVICE where it did not; or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type PackshotListing): the videos in the service's own order,
 *   or %NULL on error
 */
GPtrArray *
packshot_queue_list_remote_finish (PackshotQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
