/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Ordering again what failed: new jobs of the same requests, with one question about all. */

#include "config.h"

#include "packshot-library-page-private.h"

#include <glib/gi18n.h>

#include "packshot-order.h"
#include "packshot-toast.h"
#include "packshot-words.h"

typedef struct
{
  /* Input. */
  PackshotLibraryPage *page; /* (owned) */
  PackshotQueue *queue;      /* (owned) */
  GPtrArray *failed;         /* (owned): of which the first that was not looked at is */
  guint index;               /* this one */

  /* In progress. */
  GPtrArray *jobs; /* (owned): the new ones */
} Retry;

static void
retry_free (Retry *retry)
{
  g_object_unref (retry->page);
  g_object_unref (retry->queue);
  g_ptr_array_unref (retry->failed);
  g_ptr_array_unref (retry->jobs);
  g_free (retry);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Retry, retry_free)

/* What was not ordered is nobody's. */
static void
forget_jobs (Retry *retry)
{
  for (guint i = 0; i < retry->jobs->len; i++)
    packshot_queue_delete_async (retry->queue, g_ptr_array_index (retry->jobs, i),
                                 PACKSHOT_DELETION_OF_UNSENT, NULL, NULL, NULL);
}

static void
end (Retry *retry, const char *words)
{
  PackshotLibraryPage *self = retry->page;

  g_clear_object (&self->retrying);
  if (self->queue == NULL)
    return;

  packshot_library_page_enable_actions (self);
  if (words != NULL)
    packshot_toast_show (GTK_WIDGET (self), words);
}

static void
give_up (Retry *retry, const GError *error)
{
  /* Some were sent: the others rest, and are there to be sent later. */
  if (!g_error_matches (error, PACKSHOT_ORDER_ERROR, PACKSHOT_ORDER_ERROR_PARTLY))
    forget_jobs (retry);
  end (retry, error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                  ? error->message
                  : NULL);
}

static void
ordered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Retry) retry = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (!packshot_order_finish (result, &error))
    {
      give_up (retry, error);
      return;
    }

  words = g_strdup_printf (
      ngettext ("%u video was ordered again.", "%u videos were ordered again.", retry->jobs->len),
      retry->jobs->len);
  if (retry->page->queue != NULL)
    packshot_job_selection_set_active (retry->page->selection, FALSE);
  end (retry, words);
}

/* Returns: whether it can be ordered again */
static gboolean
add_job (Retry *retry, PackshotJob *failed, GError **error)
{
  PackshotRequest *request = packshot_job_get_request (failed);
  g_autofree char *title = packshot_words_dup_title (failed);
  PackshotJob *job;

  if (request == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("“%s” can’t be ordered again: its service is no longer here."), title);
      return FALSE;
    }

  job = packshot_queue_add (retry->queue, request, NULL, error);
  if (job == NULL)
    {
      /* Translators: the title of a video; a sentence that says why follows. */
      g_prefix_error (error, _ ("“%s” can’t be ordered again: "), title);
      return FALSE;
    }

  g_ptr_array_add (retry->jobs, job);
  return TRUE;
}

static void
load_next (Retry *retry, GAsyncReadyCallback loaded_cb)
{
  if (retry->index < retry->failed->len)
    packshot_queue_load_async (retry->queue, g_ptr_array_index (retry->failed, retry->index),
                               retry->page->retrying, loaded_cb, retry);
  else
    packshot_order_many_async (GTK_WIDGET (retry->page), retry->queue, retry->page->accounts,
                               retry->jobs, retry->page->retrying, ordered_cb, retry);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Retry) retry = user_data;
  g_autoptr (GError) error = NULL;

  if (!packshot_queue_load_finish (PACKSHOT_QUEUE (source), result, &error)
      || retry->page->queue == NULL
      || !add_job (retry, g_ptr_array_index (retry->failed, retry->index), &error))
    {
      give_up (retry, error);
      return;
    }

  retry->index++;
  load_next (g_steal_pointer (&retry), loaded_cb);
}

/**
 * packshot_library_page_is_retrying:
 * @self: a page
 *
 * Returns: whether something is being ordered again
 */
gboolean
packshot_library_page_is_retrying (PackshotLibraryPage *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LIBRARY_PAGE (self), FALSE);

  return self->retrying != NULL;
}

/**
 * packshot_library_page_retry:
 * @self: a page that orders nothing again yet
 * @jobs: (element-type PackshotJob): jobs, of which those that failed are ordered again
 *
 * Makes new jobs of the same requests, and orders all of them or none after one question.
 */
void
packshot_library_page_retry (PackshotLibraryPage *self, GPtrArray *jobs)
{
  Retry *retry = g_new0 (Retry, 1);

  retry->page = g_object_ref (self);
  retry->queue = g_object_ref (self->queue);
  retry->failed = g_ptr_array_new_with_free_func (g_object_unref);
  retry->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < jobs->len; i++)
    if (packshot_job_get_state (g_ptr_array_index (jobs, i)) == PACKSHOT_JOB_FAILED)
      g_ptr_array_add (retry->failed, g_object_ref (g_ptr_array_index (jobs, i)));

  self->retrying = g_cancellable_new ();
  packshot_library_page_enable_actions (self);
  load_next (retry, loaded_cb);
}
