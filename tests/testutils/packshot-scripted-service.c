/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-scripted-service.h"

#include <stdio.h>
#include <string.h>

#include "packshot-core-error.h"
#include "packshot-job-folder.h"

#define GROUP      "script"
#define GROUP_LIST "list"
#define HANG       "hang"

struct _PackshotScriptedService
{
  PackshotService parent_instance;
};

G_DEFINE_FINAL_TYPE (PackshotScriptedService, packshot_scripted_service, PACKSHOT_TYPE_SERVICE)

static const char *const verdicts[PACKSHOT_N_VERDICTS] = {
  [PACKSHOT_VERDICT_DONE] = "done",           [PACKSHOT_VERDICT_WORKING] = "working",
  [PACKSHOT_VERDICT_REVIEW] = "review",       [PACKSHOT_VERDICT_FAILED] = "failed",
  [PACKSHOT_VERDICT_REFUSED] = "refused",     [PACKSHOT_VERDICT_KEY_REFUSED] = "key-refused",
  [PACKSHOT_VERDICT_GONE] = "gone",           [PACKSHOT_VERDICT_BUSY] = "busy",
  [PACKSHOT_VERDICT_MOVED] = "moved",         [PACKSHOT_VERDICT_UNCERTAIN] = "uncertain",
  [PACKSHOT_VERDICT_NOT_SENT] = "not-sent",   [PACKSHOT_VERDICT_NO_KEY] = "no-key",
  [PACKSHOT_VERDICT_BAD_INPUT] = "bad-input", [PACKSHOT_VERDICT_LOCAL_FAILURE] = "local-failure",
  [PACKSHOT_VERDICT_CANCELLED] = "cancelled",
};

static char *
dup_path (const char *name)
{
  return g_build_filename (g_getenv (PACKSHOT_SCRIPTED_FOLDER), name, NULL);
}

static const char *
get_nick (PackshotStep step)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (PACKSHOT_TYPE_STEP);

  return g_enum_get_value (klass, step)->value_nick;
}

/* Another program may call at the same time, and a line that is appended stays whole. */
static void
write_call (const char *step, const char *id)
{
  g_autofree char *path = dup_path ("calls");
  FILE *file = fopen (path, "a");

  g_assert_nonnull (file);
  fprintf (file, "%s%s%s\n", step, id != NULL ? " " : "", id != NULL ? id : "");
  g_assert_cmpint (fclose (file), ==, 0);
}

static guint
count_calls (const char *step)
{
  g_autofree char *path = dup_path ("calls");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], step)
          && (lines[i][strlen (step)] == '\0' || lines[i][strlen (step)] == ' '))
        n++;
    }

  return n;
}

/* What the script says to the next call. */
static char *
dup_line (const char *step)
{
  g_autofree char *path = dup_path ("script.ini");
  g_autoptr (GKeyFile) script = g_key_file_new ();
  g_auto (GStrv) lines = NULL;
  guint n;

  if (g_key_file_load_from_file (script, path, G_KEY_FILE_NONE, NULL))
    lines = g_key_file_get_string_list (script, GROUP, step, NULL, NULL);

  n = lines != NULL ? g_strv_length (lines) : 0;
  return g_strdup (n > 0 ? lines[MIN (count_calls (step), n - 1)] : "done");
}

static PackshotReply *
make_reply (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, ":", 2);
  PackshotReply *reply = NULL;

  for (guint i = 0; i < PACKSHOT_N_VERDICTS; i++)
    {
      if (g_str_equal (verdicts[i], parts[0]))
        reply = packshot_reply_new (i);
    }

  g_assert_nonnull (reply);
  reply->words = g_strdup (parts[1]);
  return reply;
}

static void
add_copy (PackshotReply *reply, PackshotJob *job)
{
  g_autofree char *folder = packshot_job_folder_dup_path (packshot_job_get_id (job));
  const char *path = packshot_request_get_string (packshot_job_get_request (job), "photo");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
  PackshotJobCopy *copy;

  g_assert_no_error (error);
  g_assert_true (packshot_job_folder_create (folder, NULL));
  copy =
      packshot_job_copy_make (G_INPUT_STREAM (stream), "photo", folder, "photo.jpg", NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_add (reply->copies, copy);
}

static void
add_ids (PackshotReply *reply)
{
  g_autofree char *task = g_strdup_printf ("task_%u", count_calls ("create"));
  g_autofree char *video = g_strdup_printf ("video_%u", count_calls ("create"));

  packshot_reply_add_remote_id (reply, "task", task, "create");
  packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_POLL, video, "create");
  reply->cost = 100 * PACKSHOT_MONEY_ONE;
  reply->balance = 900 * PACKSHOT_MONEY_ONE;
}

/* What was made again has another id. */
static void
add_again (PackshotReply *reply, PackshotStep step)
{
  const char *nick = get_nick (step);
  g_autofree char *video = g_strdup_printf ("%s_%u", nick, count_calls (nick));

  if (step != PACKSHOT_STEP_APPROVE)
    packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_POLL, video, nick);
  reply->cost = (step == PACKSHOT_STEP_APPROVE              ? 30
                 : step == PACKSHOT_STEP_REGENERATE_PICTURE ? 10
                                                            : 20)
                * PACKSHOT_MONEY_ONE;
}

static void
add_preview (PackshotReply *reply, PackshotJob *job)
{
  g_autofree char *folder = packshot_job_folder_dup_path (packshot_job_get_id (job));
  g_autoptr (GError) error = NULL;

  reply->preview_path = packshot_job_dup_preview_path (job);
  g_assert_true (packshot_job_folder_create (folder, NULL));
  g_file_set_contents (reply->preview_path, "a preview", -1, &error);
  g_assert_no_error (error);
}

static void
add_video (PackshotReply *reply, PackshotJob *job)
{
  const char *video = packshot_job_get_destination (job);
  const char *cover = packshot_job_get_cover_destination (job);
  g_autofree char *folder = g_path_get_dirname (video);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (video, "a video", -1, &error);
  g_assert_no_error (error);
  g_file_set_contents (cover, "a cover", -1, &error);
  g_assert_no_error (error);

  reply->video_path = g_strdup (video);
  reply->cover_path = g_strdup (cover);
  reply->width = 1920;
  reply->height = 1080;
  reply->duration = 12;
}

static void
fill (PackshotReply *reply, PackshotJob *job, PackshotStep step)
{
  switch (step)
    {
    case PACKSHOT_STEP_PREPARE:
      add_copy (reply, job);
      break;
    case PACKSHOT_STEP_UPLOAD:
      packshot_reply_add_remote_id (reply, "photo", "picture.jpg", "upload");
      break;
    case PACKSHOT_STEP_CREATE:
      add_ids (reply);
      break;
    case PACKSHOT_STEP_POLL:
      packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_VIDEO_URL,
                                    "https://films.example.com/film.mp4", "poll");
      break;
    case PACKSHOT_STEP_FETCH:
      add_video (reply, job);
      break;
    case PACKSHOT_STEP_APPROVE:
    case PACKSHOT_STEP_REGENERATE_PICTURE:
    case PACKSHOT_STEP_REGENERATE_VIDEO:
      add_again (reply, step);
      break;
    case PACKSHOT_STEP_PREVIEW:
      add_preview (reply, job);
      break;
    case PACKSHOT_STEP_REHOST:
      packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_HOSTED_URL,
                                    "https://host.example.com/film.mp4", "rehost");
      break;
    case PACKSHOT_STEP_MAKE:
    case PACKSHOT_STEP_CANCEL:
    default:
      break;
    }
}

static PackshotReply *
answer (PackshotJob *job, PackshotStep step, const char *line)
{
  PackshotReply *reply = make_reply (line);

  if (reply->verdict == PACKSHOT_VERDICT_DONE)
    fill (reply, job, step);
  else if (reply->verdict == PACKSHOT_VERDICT_REVIEW)
    packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_PREVIEW_URL,
                                  "https://films.example.com/preview.jpg", "poll");
  return reply;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;

  g_task_return_pointer (task, packshot_reply_new (PACKSHOT_VERDICT_CANCELLED),
                         (GDestroyNotify) packshot_reply_free);
}

/* The cancellable keeps the task: there is no other way out of it. */
static void
hang (GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_assert_nonnull (cancellable);
  g_signal_connect_data (cancellable, "cancelled", G_CALLBACK (cancelled_cb), g_object_ref (task),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
}

static void
run_async (PackshotService *service,
           PackshotJob *job,
           PackshotStep step,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  const char *nick = get_nick (step);
  g_autofree char *line = dup_line (nick);

  g_task_set_source_tag (task, run_async);
  /* A hanging one says itself what cancelling means. */
  g_task_set_check_cancellable (task, FALSE);

  write_call (nick, NULL);
  if (g_str_equal (line, HANG))
    hang (task);
  else
    g_task_return_pointer (task, answer (job, step, line), (GDestroyNotify) packshot_reply_free);
}

static PackshotReply *
run_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  g_assert_true (g_task_is_valid (result, service));

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
poll_async (PackshotService *service,
            GPtrArray *jobs,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  g_autoptr (GPtrArray) replies =
      g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_reply_free);
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *line = dup_line ("poll");

  g_task_set_source_tag (task, poll_async);

  for (guint i = 0; i < jobs->len; i++)
    {
      PackshotJob *job = g_ptr_array_index (jobs, i);

      g_string_append_printf (
          ids, "%s%s", i > 0 ? "," : "",
          packshot_remote_id_find (packshot_job_get_remote_ids (job), PACKSHOT_REMOTE_ID_POLL));
      g_ptr_array_add (replies, answer (job, PACKSHOT_STEP_POLL, line));
    }

  write_call ("poll", ids->str);
  g_task_return_pointer (task, g_steal_pointer (&replies), (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
poll_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  g_assert_true (g_task_is_valid (result, service));

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_async (PackshotService *service,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  g_autofree char *line = dup_line ("test");
  PackshotReply *reply = make_reply (line);

  g_task_set_source_tag (task, test_async);

  write_call ("test", NULL);
  if (reply->verdict == PACKSHOT_VERDICT_DONE)
    reply->balance = 900 * PACKSHOT_MONEY_ONE;
  g_task_return_pointer (task, reply, (GDestroyNotify) packshot_reply_free);
}

static PackshotReply *
test_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  g_assert_true (g_task_is_valid (result, service));

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Lists are given, or refused with the words of the script. */
static void
return_list (PackshotService *service,
             gpointer tag,
             const char *step,
             GPtrArray *list,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, NULL, callback, user_data);
  g_autofree char *line = dup_line (step);
  g_autoptr (PackshotReply) reply = make_reply (line);

  g_task_set_source_tag (task, tag);

  write_call (step, NULL);
  if (reply->verdict == PACKSHOT_VERDICT_DONE)
    {
      g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
      return;
    }

  g_ptr_array_unref (list);
  g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_SERVICE, "%s",
                           reply->words);
}

static GPtrArray *
list_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  g_assert_true (g_task_is_valid (result, service));

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
list_async (PackshotService *service,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_listing_free);
  g_autofree char *path = dup_path ("script.ini");
  g_autoptr (GKeyFile) script = g_key_file_new ();
  g_auto (GStrv) ids = NULL;

  if (g_key_file_load_from_file (script, path, G_KEY_FILE_NONE, NULL))
    ids = g_key_file_get_keys (script, GROUP_LIST, NULL, NULL);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      PackshotListing *listing = packshot_listing_new (ids[i], g_get_real_time ());
      g_autofree char *name = g_key_file_get_string (script, GROUP_LIST, ids[i], NULL);

      packshot_listing_set (listing, "product-name", name);
      g_ptr_array_add (list, listing);
    }

  return_list (service, list_async, "list", list, callback, user_data);
}

static void
add_item (GPtrArray *list, const char *value, const char *label, const char *details)
{
  PackshotCatalogItem *item = packshot_catalog_item_new (value, label);

  item->details = g_strdup (details);
  item->picture_url = g_strdup_printf ("https://films.example.com/%s.jpg", value);
  g_ptr_array_add (list, item);
}

static void
catalog_async (PackshotService *service,
               const char *option,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_catalog_item_free);

  add_item (list, "a-1", "Anna", "female, adult, indoor");
  add_item (list, "b-2", "Bert", "male, senior, outdoor");
  return_list (service, catalog_async, "catalog", list, callback, user_data);
}

static void
packshot_scripted_service_class_init (PackshotScriptedServiceClass *klass)
{
  PackshotServiceClass *service_class = PACKSHOT_SERVICE_CLASS (klass);

  service_class->run_async = run_async;
  service_class->run_finish = run_finish;
  service_class->poll_async = poll_async;
  service_class->poll_finish = poll_finish;
  service_class->test_async = test_async;
  service_class->test_finish = test_finish;
  service_class->list_async = list_async;
  service_class->list_finish = list_finish;
  service_class->catalog_async = catalog_async;
  service_class->catalog_finish = list_finish;
}

static void
packshot_scripted_service_init (PackshotScriptedService *self)
{
}

/**
 * packshot_scripted_service_new:
 * @manifest: what it offers; with a picture named "photo"
 *
 * Returns: (transfer full): a new service
 */
PackshotService *
packshot_scripted_service_new (PackshotManifest *manifest)
{
  return g_object_new (PACKSHOT_TYPE_SCRIPTED_SERVICE, "manifest", manifest, NULL);
}
