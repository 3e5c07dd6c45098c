/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-picture-path.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "packshot-core-error.h"
#include "packshot-text.h"

/* The limit of DESIGN §4 for any picture, of whatever format. */
#define MAX_BYTES (100 * 1000 * 1000)

/* How much of an address or a file name a message shows. */
#define SHOWN_LENGTH 120

static gboolean
starts_with_scheme (const char *text, const char *scheme)
{
  return g_ascii_strncasecmp (text, scheme, strlen (scheme)) == 0;
}

static char *
dup_shown (const char *path)
{
  g_autofree char *name = g_filename_display_name (path);

  return packshot_text_printable (name, SHOWN_LENGTH);
}

static char *
path_from_uri (const char *uri, GError **error)
{
  g_autofree char *host = NULL;
  g_autofree char *path = g_filename_from_uri (uri, &host, NULL);
  g_autofree char *shown = dup_shown (uri);

  if (path == NULL)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("“%s” is not the address of a file."), shown);
      return NULL;
    }

  if (host != NULL && g_ascii_strcasecmp (host, "localhost") != 0)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("“%s” is on another computer; please copy the picture to this one first."),
                   shown);
      return NULL;
    }

  return g_steal_pointer (&path);
}

/* Keeps ".." as it is: what it means is for the system to say where a link stands before it. */
static char *
make_absolute (const char *path)
{
  g_autofree char *folder = NULL;

  if (g_path_is_absolute (path))
    return g_strdup (path);

  folder = g_get_current_dir ();
  return g_build_filename (folder, path, NULL);
}

static gboolean
fail_errno (int code, const char *shown, GError **error)
{
  if (code == ENOENT || code == ENOTDIR)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 _ ("There is no file “%s”."), shown);
  else if (code == EACCES || code == EPERM)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 _ ("You have no permission to read the file “%s”."), shown);
  else
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 _ ("The file “%s” can’t be opened: %s."), shown, g_strerror (code));

  return FALSE;
}

static gboolean
check_info (const struct stat *info, const char *shown, GError **error)
{
  g_autofree char *size = NULL;
  g_autofree char *limit = NULL;

  if (S_ISDIR (info->st_mode))
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("“%s” is a folder, not a picture."), shown);
      return FALSE;
    }

  if (!S_ISREG (info->st_mode))
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("“%s” is a pipe or a device, not a picture."), shown);
      return FALSE;
    }

  if (info->st_size == 0)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("The file “%s” is empty."), shown);
      return FALSE;
    }

  if (info->st_size <= MAX_BYTES)
    return TRUE;

  size = g_format_size (info->st_size);
  limit = g_format_size (MAX_BYTES);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               /* Translators: the path of a file, and two sizes such as “12 MB”. */
               _ ("The file “%s” has %s; a picture may have at most %s."), shown, size, limit);
  return FALSE;
}

static gboolean
check_file (const char *path, const char *shown, GError **error)
{
  struct stat info;
  int fd;

  if (stat (path, &info) != 0)
    return fail_errno (errno, shown, error);
  if (!check_info (&info, shown, error))
    return FALSE;

  /* Somebody may put a pipe in the file's place between the two calls: opening must not wait. */
  fd = g_open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
  if (fd < 0)
    return fail_errno (errno, shown, error);

  close (fd);
  return TRUE;
}

/**
 * packshot_picture_path_check:
 * @text: a path, absolute or from the current folder, or a file:// address; in the bytes of the
 *   file system
 * @label: what the form calls it: "Photo"
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE
 *
 * Checks from outside that there is a file to read: whether it is a picture is found out when it
 * is decoded. Never waits, whatever lies at @text.
 *
 * Returns: (transfer full) (type filename): the absolute path, or %NULL on error
 */
char *
packshot_picture_path_check (const char *text, const char *label, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (text != NULL && label != NULL, NULL);

  if (*text == '\0')
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("“%s” is empty: please give the name of a picture file."), label);
      return NULL;
    }

  shown = dup_shown (text);
  path = starts_with_scheme (text, "file://") ? path_from_uri (text, error) : make_absolute (text);
  if (path == NULL || !check_file (path, shown, error))
    return NULL;

  return g_steal_pointer (&path);
}
