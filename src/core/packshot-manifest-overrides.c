/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-manifest-overrides.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "packshot-core-error.h"
#include "packshot-text.h"

#define SUFFIX ".json"

/* How much of a path or a name a message shows. */
#define SHOWN_LENGTH 300

static GInputStream *
open_file (const char *path, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  struct stat info;
  /* A pipe must not keep the program from starting. */
  int fd = g_open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);

  if (fd < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return NULL;
    }

  stream = g_unix_input_stream_new (fd, TRUE);
  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("not a file"));
      return NULL;
    }

  return g_steal_pointer (&stream);
}

static PackshotManifest *
read_file (const char *path, const char *shown, GError **error)
{
  g_autoptr (GInputStream) stream = open_file (path, error);
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  if (stream == NULL)
    {
      g_prefix_error (error, "%s: ", shown);
      return NULL;
    }

  /* One byte more than is allowed, for the reader to find it too large. */
  contents = g_malloc (PACKSHOT_MANIFEST_MAX_SIZE + 1);
  if (!g_input_stream_read_all (stream, contents, PACKSHOT_MANIFEST_MAX_SIZE + 1, &size, NULL,
                                error))
    {
      g_prefix_error (error, "%s: ", shown);
      return NULL;
    }

  bytes = g_bytes_new_take (g_steal_pointer (&contents), size);
  return packshot_manifest_new_from_bytes (bytes, shown, error);
}

static gboolean
check_id (PackshotManifest *manifest, const char *id, const char *shown, GError **error)
{
  g_autofree char *wanted = NULL;

  if (g_str_equal (packshot_manifest_get_id (manifest), id))
    return TRUE;

  wanted = packshot_text_printable (id, SHOWN_LENGTH);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MANIFEST,
               "%s: id: expected “%s”, as the file is called", shown, wanted);
  return FALSE;
}

static PackshotManifestOverride *
load (const char *folder, const char *name)
{
  PackshotManifestOverride *self = g_new0 (PackshotManifestOverride, 1);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *display = g_filename_display_name (path);
  g_autoptr (PackshotManifest) manifest = NULL;
  g_autoptr (GError) error = NULL;

  self->id = g_strndup (name, strlen (name) - strlen (SUFFIX));
  self->shown = packshot_text_printable (display, SHOWN_LENGTH);
  manifest = read_file (path, self->shown, &error);
  if (manifest != NULL && check_id (manifest, self->id, self->shown, &error))
    self->manifest = g_steal_pointer (&manifest);
  else
    self->trouble = g_strdup (error->message);

  return self;
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_names (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      /* Editors leave hidden files and copies with a "~" beside those they write. */
      if (name[0] != '.' && g_str_has_suffix (name, SUFFIX))
        g_ptr_array_add (names, g_strdup (name));
    }

  g_ptr_array_sort (names, compare_names_cb);
  return names;
}

/**
 * packshot_manifest_override_free:
 * @self: (transfer full): an override
 */
void
packshot_manifest_override_free (PackshotManifestOverride *self)
{
  g_free (self->id);
  g_free (self->shown);
  g_clear_object (&self->manifest);
  g_free (self->trouble);
  g_free (self);
}

/**
 * packshot_manifest_overrides_load:
 *
 * Reads the user's own descriptions of services, `$XDG_CONFIG_HOME/packshot/services/<id>.json`.
 *
 * Returns: (transfer full) (element-type PackshotManifestOverride): what each file came to, in the
 *   order of their names
 */
GPtrArray *
packshot_manifest_overrides_load (void)
{
  g_autofree char *folder =
      g_build_filename (g_get_user_config_dir (), "packshot", "services", NULL);
  g_autoptr (GPtrArray) names = list_names (folder);
  GPtrArray *overrides =
      g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_manifest_override_free);

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (overrides, load (folder, g_ptr_array_index (names, i)));

  return overrides;
}
