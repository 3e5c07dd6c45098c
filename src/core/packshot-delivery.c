/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* A copy of a finished video in a folder of the user's. What is there stays: a name that is taken
 * gets a number. A file of that name is whole from its first moment on. */

#include "packshot-delivery.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "packshot-sync.h"

/* Of a name, in bytes, so that a number and an extension have room: NAME_MAX is 255. */
#define MAX_STEM 200

#define BLOCK 65536

typedef struct
{
  /* Input. */
  char *video;  /* (owned) (type filename) */
  char *folder; /* (owned) (type filename) */
  char *stem;   /* (owned): what the copy is called, without its extension */
} Delivery;

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  g_free (delivery->video);
  g_free (delivery->folder);
  g_free (delivery->stem);
  g_free (delivery);
}

static const char *
get_extension (const char *path)
{
  const char *dot = strrchr (path, '.');

  return dot != NULL && strchr (dot, '/') == NULL ? dot : "";
}

/* A title may have what a name may not, on disks of cameras and of other systems either. */
static char *
dup_stem (const char *title)
{
  g_autofree char *stem = g_utf8_make_valid (title, -1);
  char *end;

  g_strdelimit (stem, "/\\:*?\"<>|", '-');
  for (char *p = stem; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  if (strlen (stem) > MAX_STEM)
    {
      end = g_utf8_find_prev_char (stem, stem + MAX_STEM + 1);
      *end = '\0';
    }
  g_strstrip (stem);
  if (*stem == '.')
    *stem = '_';

  return *stem != '\0' ? g_steal_pointer (&stem) : g_strdup (_ ("Video"));
}

static char *
dup_path (const Delivery *delivery, guint number)
{
  const char *extension = get_extension (delivery->video);
  g_autofree char *name = number > 1
                              ? g_strdup_printf ("%s (%u)%s", delivery->stem, number, extension)
                              : g_strconcat (delivery->stem, extension, NULL);

  return g_build_filename (delivery->folder, name, NULL);
}

static gboolean
read_equal (FILE *one, FILE *other)
{
  static const gsize size = BLOCK;
  g_autofree char *a = g_malloc (size);
  g_autofree char *b = g_malloc (size);
  gsize n;

  do
    {
      n = fread (a, 1, size, one);
      if (fread (b, 1, size, other) != n || memcmp (a, b, n) != 0)
        return FALSE;
    }
  while (n > 0);

  return !ferror (one) && !ferror (other);
}

/* It was put there before, by a program that was killed in the same moment. */
static gboolean
is_same (const char *path, const char *video)
{
  GStatBuf a, b;
  FILE *one, *other;
  gboolean same;

  if (g_stat (path, &a) != 0 || g_stat (video, &b) != 0 || !S_ISREG (a.st_mode)
      || a.st_size != b.st_size)
    return FALSE;

  one = g_fopen (path, "rb");
  other = g_fopen (video, "rb");
  same = one != NULL && other != NULL && read_equal (one, other);
  if (one != NULL)
    fclose (one);
  if (other != NULL)
    fclose (other);

  return same;
}

static gboolean
fail (const char *folder, int code, GError **error)
{
  g_autofree char *shown = g_filename_display_name (folder);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               /* Translators: the path of a folder, and what the system says. */
               _ ("The video could not be copied into the folder “%s”: %s."), shown,
               g_strerror (code));
  return FALSE;
}

static gboolean
fail_copy (const char *folder, const GError *problem, GError **error)
{
  g_autofree char *shown = g_filename_display_name (folder);

  g_set_error (error, G_IO_ERROR, problem->code,
               _ ("The video could not be copied into the folder “%s”: %s."), shown,
               problem->message);
  return FALSE;
}

/* Into a file that we made, whatever has a name like it by now. */
static gboolean
write_temporary (const Delivery *delivery, int fd, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (delivery->video);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GFileInputStream) from = g_file_read (source, NULL, &problem);
  g_autoptr (GOutputStream) to = g_unix_output_stream_new (fd, FALSE);

  if (from == NULL
      || g_output_stream_splice (to, G_INPUT_STREAM (from), G_OUTPUT_STREAM_SPLICE_NONE, NULL,
                                 &problem)
             < 0)
    return fail_copy (delivery->folder, problem, error);

  return fsync (fd) == 0 || fail (delivery->folder, errno, error);
}

/* Without a moment in which the name is ours and the video is not there, where the disk can. */
static int
give_name (const char *temporary, const char *path)
{
  int file;

  if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
    return errno;

  file = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0)
    return errno;

  close (file);
  return g_rename (temporary, path) == 0 ? 0 : errno;
}

static char *
place (const Delivery *delivery, const char *temporary, GError **error)
{
  for (guint number = 1;; number++)
    {
      g_autofree char *path = dup_path (delivery, number);
      int code;

      if (is_same (path, delivery->video))
        return g_steal_pointer (&path);

      code = give_name (temporary, path);
      if (code == 0)
        return packshot_sync_folder (delivery->folder, error) ? g_steal_pointer (&path) : NULL;
      if (code != EEXIST)
        {
          fail (delivery->folder, code, error);
          return NULL;
        }
    }
}

static void
copy_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Delivery *delivery = task_data;
  g_autofree char *temporary = g_build_filename (delivery->folder, ".packshot-XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);
  g_autoptr (GError) error = NULL;
  char *path = NULL;

  if (fd < 0)
    fail (delivery->folder, errno, &error);
  else if (write_temporary (delivery, fd, &error))
    path = place (delivery, temporary, &error);

  /* Under its new name it is not there any more. */
  if (fd >= 0)
    {
      g_unlink (temporary);
      close (fd);
    }

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * packshot_delivery_copy_async:
 * @video: (type filename): the absolute path of a finished video
 * @folder: (type filename): the absolute path of a folder
 * @title: what the video is called
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Copies a video into a folder under its title. Nothing that is there is overwritten; a copy that
 * is there already is not made again.
 */
void
packshot_delivery_copy_async (const char *video,
                              const char *folder,
                              const char *title,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Delivery *delivery;

  g_return_if_fail (video != NULL && folder != NULL && title != NULL);

  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, packshot_delivery_copy_async);
  delivery = g_new0 (Delivery, 1);
  delivery->video = g_strdup (video);
  delivery->folder = g_strdup (folder);
  delivery->stem = dup_stem (title);
  g_task_set_task_data (task, delivery, delivery_free);
  g_task_run_in_thread (task, copy_thread);
}

/**
 * packshot_delivery_copy_finish:
 * @result: the result the callback got
 * @error: return location for a #GIOErrorEnum, one sentence to show as it is
 *
 * Returns: (transfer full) (type filename): where the copy is, durable, or %NULL on error
 */
char *
packshot_delivery_copy_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
