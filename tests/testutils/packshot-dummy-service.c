/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-dummy-service.h"

#include <glib/gstdio.h>

/* How often a job reports. */
#define N_STEPS 20

/* The time of a step of a slow job. */
#define SLOW_STEP_MS 50

struct _PackshotDummyService
{
  PackshotService parent_instance;
};

G_DEFINE_FINAL_TYPE (PackshotDummyService, packshot_dummy_service, PACKSHOT_TYPE_SERVICE)

typedef struct
{
  /* Input. */
  PackshotJob *job; /* (owned) */
  char *behaviour;  /* (owned) */
  char *video;      /* (owned) */
  char *cover;      /* (owned) */

  /* In progress. */
  int n_steps; /* done */
} MakeData;

static void
make_data_free (gpointer data)
{
  MakeData *make = data;

  g_clear_object (&make->job);
  g_free (make->behaviour);
  g_free (make->video);
  g_free (make->cover);
  g_free (make);
}

static gboolean
behaves (MakeData *make, const char *behaviour)
{
  return g_str_equal (make->behaviour, behaviour);
}

static PackshotReply *
reply_with_words (PackshotVerdict verdict, const char *words)
{
  PackshotReply *reply = packshot_reply_new (verdict);

  reply->words = g_strdup (words);
  return reply;
}

static PackshotReply *
reply_with_video (MakeData *make)
{
  PackshotReply *reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);

  g_assert_true (g_file_set_contents (make->video, "a video", -1, NULL));
  g_assert_true (g_file_set_contents (make->cover, "a cover", -1, NULL));
  reply->video_path = g_strdup (make->video);
  reply->cover_path = g_strdup (make->cover);
  reply->width = 1920;
  reply->height = 1080;
  reply->duration = 12;

  return reply;
}

static PackshotReply *
make_reply (MakeData *make)
{
  PackshotReply *reply;

  if (behaves (make, "bad-input"))
    return reply_with_words (PACKSHOT_VERDICT_BAD_INPUT, "The photo is not a picture.");
  if (behaves (make, "local-failure"))
    return reply_with_words (PACKSHOT_VERDICT_LOCAL_FAILURE, "The disk is full.");
  if (behaves (make, "wordless"))
    return packshot_reply_new (PACKSHOT_VERDICT_LOCAL_FAILURE);

  reply = reply_with_video (make);
  if (behaves (make, "warn"))
    g_ptr_array_add (reply->warnings, g_strdup ("No font has the glyph."));
  if (behaves (make, "lose-video"))
    g_assert_cmpint (g_remove (make->video), ==, 0);

  return reply;
}

static gboolean
step_cb (gpointer user_data)
{
  GTask *task = G_TASK (user_data);
  PackshotDummyService *self = g_task_get_source_object (task);
  MakeData *make = g_task_get_task_data (task);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      if (behaves (make, "late"))
        g_task_return_pointer (task, reply_with_video (make), (GDestroyNotify) packshot_reply_free);
      else if (behaves (make, "slow"))
        g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
      else
        g_task_return_pointer (task, packshot_reply_new (PACKSHOT_VERDICT_CANCELLED),
                               (GDestroyNotify) packshot_reply_free);
      return G_SOURCE_REMOVE;
    }

  if (behaves (make, "wait") || behaves (make, "late"))
    {
      packshot_service_report_progress (PACKSHOT_SERVICE (self), make->job, -1, "Waiting");
      return G_SOURCE_CONTINUE;
    }

  make->n_steps++;
  packshot_service_report_progress (PACKSHOT_SERVICE (self), make->job,
                                    (double) make->n_steps / N_STEPS,
                                    make->n_steps < N_STEPS / 2 ? "Drawing" : "Writing");
  if (make->n_steps < N_STEPS)
    return G_SOURCE_CONTINUE;

  if (behaves (make, "error"))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "The pencil broke.");
  else
    g_task_return_pointer (task, make_reply (make), (GDestroyNotify) packshot_reply_free);

  return G_SOURCE_REMOVE;
}

static void
thread_cb (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  MakeData *make = task_data;

  for (int i = 1; i <= N_STEPS; i++)
    packshot_service_report_progress (source_object, make->job, (double) i / N_STEPS, "Drawing");

  g_task_return_pointer (task, make_reply (make), (GDestroyNotify) packshot_reply_free);
}

static void
run_async (PackshotService *service,
           PackshotJob *job,
           PackshotStep step,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  PackshotRequest *request = packshot_job_get_request (job);
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  MakeData *make = g_new0 (MakeData, 1);
  guint interval;

  g_task_set_source_tag (task, run_async);
  /* What cancelling means is for the behaviour to say. */
  g_task_set_check_cancellable (task, FALSE);

  make->job = g_object_ref (job);
  make->behaviour = g_strdup (packshot_request_get_string (request, "behaviour"));
  make->video = g_strdup (packshot_job_get_destination (job));
  make->cover = g_strdup (packshot_job_get_cover_destination (job));
  g_task_set_task_data (task, make, make_data_free);

  if (behaves (make, "thread"))
    {
      g_task_run_in_thread (task, thread_cb);
      return;
    }

  interval = behaves (make, "slow") ? SLOW_STEP_MS : 1;
  g_timeout_add_full (G_PRIORITY_DEFAULT, interval, step_cb, g_steal_pointer (&task),
                      g_object_unref);
}

static PackshotReply *
run_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  g_assert_true (g_task_is_valid (result, service));

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
packshot_dummy_service_class_init (PackshotDummyServiceClass *klass)
{
  PackshotServiceClass *service_class = PACKSHOT_SERVICE_CLASS (klass);

  service_class->run_async = run_async;
  service_class->run_finish = run_finish;
}

static void
packshot_dummy_service_init (PackshotDummyService *self)
{
}

/**
 * packshot_dummy_service_new:
 * @manifest: what it offers; with a choice named "behaviour"
 *
 * Returns: (transfer full): a new service
 */
PackshotService *
packshot_dummy_service_new (PackshotManifest *manifest)
{
  return g_object_new (PACKSHOT_TYPE_DUMMY_SERVICE, "manifest", manifest, NULL);
}
