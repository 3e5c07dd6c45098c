/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Copies of many files in one folder, under names made of titles. */

#include "packshot-save-many.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-copy.h"
#include "packshot-file-name.h"

/* How many titles a sentence tells. */
#define MOST_TOLD 3

typedef struct
{
  /* Input. */
  GStrv paths;   /* (owned) (element-type filename) */
  GStrv titles;  /* (owned) */
  GFile *folder; /* (owned) */
  PackshotSaveManyProgress progress;
  gpointer progress_data;

  /* Output. */
  PackshotSaveManyResult *result; /* (owned) (nullable) */
  GPtrArray *failed;              /* (owned) (element-type utf8) */
} SaveData;

static void
save_data_free (gpointer data)
{
  SaveData *save = data;

  g_strfreev (save->paths);
  g_strfreev (save->titles);
  g_object_unref (save->folder);
  g_clear_pointer (&save->result, packshot_save_many_result_free);
  g_ptr_array_unref (save->failed);
  g_free (save);
}

typedef struct
{
  GTask *task; /* (owned) */
  guint n_done;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->task);
  g_free (step);
}

static gboolean
step_cb (gpointer user_data)
{
  Step *step = user_data;
  SaveData *save = g_task_get_task_data (step->task);

  if (!g_task_get_completed (step->task))
    save->progress (step->n_done, g_strv_length (save->paths), save->progress_data);

  return G_SOURCE_REMOVE;
}

static void
tell (GTask *task, guint n_done)
{
  SaveData *save = g_task_get_task_data (task);
  Step *step;

  if (save->progress == NULL)
    return;

  step = g_new0 (Step, 1);
  step->task = g_object_ref (task);
  step->n_done = n_done;
  g_main_context_invoke_full (g_task_get_context (task), G_PRIORITY_DEFAULT, step_cb, step,
                              step_free);
}

/* A place that is free: what is there already is the user's. An empty file keeps the place, so that
 * nobody else takes it between the question and the copy. */
static GFile *
take_place (SaveData *save, guint index, GError **error)
{
  const char *slash = strrchr (save->paths[index], '/');
  const char *extension = strrchr (slash != NULL ? slash : save->paths[index], '.');

  for (guint number = 1;; number++)
    {
      g_autofree char *name = packshot_file_name_dup_safe (save->titles[index], extension, number);
      g_autoptr (GFile) file = g_file_get_child (save->folder, name);
      g_autoptr (GError) problem = NULL;
      g_autoptr (GFileOutputStream) stream =
          g_file_create (file, G_FILE_CREATE_NONE, NULL, &problem);

      if (stream != NULL)
        return g_steal_pointer (&file);
      if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_EXISTS))
        continue;

      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
}

/* Returns: whether to go on with the others */
static gboolean
save_one (SaveData *save, guint index, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) place = take_place (save, index, &error);

  if (place != NULL && packshot_copy (save->paths[index], place, cancellable, &error))
    {
      save->result->n_saved++;
      return TRUE;
    }

  if (place != NULL)
    g_file_delete (place, NULL, NULL);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;

  g_ptr_array_add (save->failed, g_strdup (save->titles[index]));
  if (save->result->reason == NULL)
    save->result->reason = g_strdup (error->message);
  return TRUE;
}

static void
save_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  SaveData *save = task_data;
  guint index = 0;

  while (save->paths[index] != NULL && !g_cancellable_is_cancelled (cancellable)
         && save_one (save, index, cancellable))
    tell (task, ++index);

  g_ptr_array_add (save->failed, NULL);
  save->result->failed = (GStrv) g_ptr_array_steal (save->failed, NULL);
  save->result->cancelled = save->paths[index] != NULL;
  g_task_return_pointer (task, g_steal_pointer (&save->result),
                         (GDestroyNotify) packshot_save_many_result_free);
}

/**
 * packshot_save_many_result_free:
 * @self: (transfer full): what became of it
 */
void
packshot_save_many_result_free (PackshotSaveManyResult *self)
{
  g_strfreev (self->failed);
  g_free (self->reason);
  g_free (self);
}

/* "“Mug”, “Lamp” and 4 more" */
static char *
join_titles (GStrv titles)
{
  guint n_titles = g_strv_length (titles);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < MIN (n_titles, MOST_TOLD); i++)
    /* Translators: one of several titles that follow each other. */
    g_string_append_printf (list, i == 0 ? _ ("“%s”") : _ (", “%s”"), titles[i]);
  if (n_titles > MOST_TOLD)
    /* Translators: ends a list of titles. */
    g_string_append_printf (list, ngettext (" and %u more", " and %u more", n_titles - MOST_TOLD),
                            n_titles - MOST_TOLD);

  return g_string_free (g_steal_pointer (&list), FALSE);
}

/**
 * packshot_save_many_result_dup_words:
 * @self: what became of it
 *
 * Returns: (transfer full): the same in one sentence
 */
char *
packshot_save_many_result_dup_words (const PackshotSaveManyResult *self)
{
  g_autofree char *saved = NULL;
  g_autofree char *titles = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  saved = g_strdup_printf (ngettext ("%u video was saved", "%u videos were saved", self->n_saved),
                           self->n_saved);
  if (self->failed[0] == NULL)
    /* Translators: “%s” is “3 videos were saved”. */
    return g_strdup_printf (self->cancelled ? _ ("Stopped; %s.") : _ ("%s."), saved);

  titles = join_titles (self->failed);
  /* Translators: what was saved, the titles of what was not, and a sentence that says why. */
  return g_strdup_printf (_ ("%s, but not %s: %s"), saved, titles, self->reason);
}

/**
 * packshot_save_many_async:
 * @paths: (array zero-terminated=1) (element-type filename): the files to copy
 * @titles: (array zero-terminated=1): as many names for them, as people gave them
 * @folder: where to
 * @cancellable: (nullable): stops it; what was saved until then stays
 * @progress: (nullable): told how far it is
 * @progress_data: for @progress
 * @callback: called when all were tried
 * @user_data: for @callback
 *
 * Copies files, each so that it is seen only when it is whole. One that can't be copied doesn't
 * keep the others from it, and nothing that is there is replaced.
 */
void
packshot_save_many_async (const char *const *paths,
                          const char *const *titles,
                          GFile *folder,
                          GCancellable *cancellable,
                          PackshotSaveManyProgress progress,
                          gpointer progress_data,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SaveData *save;

  g_return_if_fail (paths != NULL && titles != NULL && G_IS_FILE (folder));
  g_return_if_fail (g_strv_length ((GStrv) paths) == g_strv_length ((GStrv) titles));

  save = g_new0 (SaveData, 1);
  save->paths = g_strdupv ((GStrv) paths);
  save->titles = g_strdupv ((GStrv) titles);
  save->folder = g_object_ref (folder);
  save->progress = progress;
  save->progress_data = progress_data;
  save->result = g_new0 (PackshotSaveManyResult, 1);
  save->failed = g_ptr_array_new_with_free_func (g_free);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_save_many_async);
  g_task_set_task_data (task, save, save_data_free);
  /* Whoever stops it wants to know what is there already. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, save_in_thread);
}

/**
 * packshot_save_many_finish:
 * @result: the result the callback got
 *
 * Returns: (transfer full): what became of it
 */
PackshotSaveManyResult *
packshot_save_many_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_save_many_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
