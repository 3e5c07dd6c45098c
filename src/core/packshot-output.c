/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-text.h"

/* How much of a file name a message shows. */
#define SHOWN_LENGTH 120

/* Of a long path the end says most: the beginning is left out. */
static char *
dup_shown (const char *path)
{
  g_autofree char *name = g_filename_display_name (path);
  glong length = g_utf8_strlen (name, -1);
  g_autofree char *end = NULL;

  if (length <= SHOWN_LENGTH)
    return packshot_text_printable (name, SHOWN_LENGTH);

  end = packshot_text_printable (g_utf8_offset_to_pointer (name, length - SHOWN_LENGTH),
                                 SHOWN_LENGTH);
  return g_strdup_printf ("…%s", end);
}

static gboolean
check_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = dup_shown (folder);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("There is no folder “%s” to put the video into."), shown);
      return FALSE;
    }

  if (faccessat (AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) != 0)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   /* Translators: the path of a folder, and what the system says. */
                   _ ("The video can’t be written into the folder “%s”: %s."), shown,
                   g_strerror (errno));
      return FALSE;
    }

  return TRUE;
}

/* The finished video takes the place of what is there, which has to be a file then: to rename
 * something onto /dev/null would take it from the whole system. */
static gboolean
check_target (const char *path, GError **error)
{
  g_autofree char *shown = dup_shown (path);
  struct stat info;

  if (stat (path, &info) != 0)
    {
      /* What is wrong with its folder, the folder's own check says better. */
      if (errno == ENOENT || errno == ENOTDIR || errno == EACCES)
        return TRUE;

      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   /* Translators: the path of a file, and what the system says. */
                   _ ("The video can’t be written to “%s”: %s."), shown, g_strerror (errno));
      return FALSE;
    }

  if (S_ISDIR (info.st_mode))
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("“%s” is a folder; please give the name of a file in it."), shown);
      return FALSE;
    }

  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("“%s” is a pipe or a device, and a video needs a file."), shown);
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_same_file (const char *one, const char *other)
{
  struct stat a, b;

  return stat (one, &a) == 0 && stat (other, &b) == 0 && a.st_dev == b.st_dev
         && a.st_ino == b.st_ino;
}

/**
 * packshot_output_check:
 * @output: (type filename): where the user wants the video: a path, absolute or from the current
 *   folder
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence to show as it is
 *
 * Checks before any work that a video can be put there.
 *
 * Returns: (transfer full) (type filename): the absolute path, or %NULL on error
 */
char *
packshot_output_check (const char *output, GError **error)
{
  g_autofree char *current = g_get_current_dir ();
  g_autofree char *path = NULL;

  g_return_val_if_fail (output != NULL, NULL);

  if (*output == '\0')
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("The name of the output file is empty."));
      return NULL;
    }

  path = g_path_is_absolute (output) ? g_strdup (output) : g_build_filename (current, output, NULL);
  if (g_str_has_suffix (path, "/"))
    {
      g_autofree char *shown = dup_shown (path);

      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("“%s” is a folder; please give the name of a file in it."), shown);
      return NULL;
    }

  if (!check_target (path, error) || !check_folder (path, error))
    return NULL;

  return g_steal_pointer (&path);
}

/* Where the extension of a path begins, or its end where there is none. */
static const char *
find_extension (const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *dot = strrchr (path, '.');

  if (dot == NULL || dot == path || (slash != NULL && dot <= slash + 1))
    return path + strlen (path);

  return dot;
}

/**
 * packshot_output_dup_cover:
 * @video: (type filename): the path of a video
 *
 * Returns: (transfer full) (type filename): the path of its cover, a JPEG of the same name beside
 *   it
 */
char *
packshot_output_dup_cover (const char *video)
{
  g_autofree char *stem = NULL;

  g_return_val_if_fail (video != NULL, NULL);

  stem = g_strndup (video, (gsize) (find_extension (video) - video));
  return g_strconcat (stem, ".jpg", NULL);
}

/**
 * packshot_output_dup_beside:
 * @video: (type filename): the path of a video
 *
 * For one that is made again: what was delivered is the user's, and stays.
 *
 * Returns: (transfer full) (type filename): a path beside it where there is neither a video nor a
 *   cover: "ad-2.mp4" for "ad.mp4"
 */
char *
packshot_output_dup_beside (const char *video)
{
  g_autofree char *stem = NULL;
  const char *extension;

  g_return_val_if_fail (video != NULL, NULL);

  extension = find_extension (video);
  stem = g_strndup (video, (gsize) (extension - video));

  for (guint number = 2;; number++)
    {
      g_autofree char *path = g_strdup_printf ("%s-%u%s", stem, number, extension);
      g_autofree char *cover = packshot_output_dup_cover (path);

      if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (cover, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

/**
 * packshot_output_spares_pictures:
 * @video: (type filename): where the video will be written
 * @cover: (type filename): where its cover will be written
 * @request: what is asked
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence to show as it is
 *
 * Somebody who makes "mug.mp4" out of "mug.jpg" would lose the photo to the cover.
 *
 * Returns: whether no file is written twice, nor over a picture of the request
 */
gboolean
packshot_output_spares_pictures (const char *video,
                                 const char *cover,
                                 PackshotRequest *request,
                                 GError **error)
{
  PackshotManifest *manifest = packshot_request_get_manifest (request);

  if (g_str_equal (video, cover))
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("A video can’t be a .jpg file; please give a name that ends in .mp4."));
      return FALSE;
    }

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      g_autofree char *path = packshot_request_dup_text (request, option);
      g_autofree char *shown = NULL;

      if (path == NULL || packshot_option_get_kind (option) != PACKSHOT_OPTION_PICTURE)
        continue;
      if (!is_same_file (path, video) && !is_same_file (path, cover))
        continue;

      shown = dup_shown (path);
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("The video or its cover would take the place of your picture “%s”; please "
                      "choose another name."),
                   shown);
      return FALSE;
    }

  return TRUE;
}
