/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-memory.h"

#include "packshot-folder.h"
#include "packshot-settings-general.h"

struct _PackshotMemory
{
  GObject parent_instance;

  GKeyFile *values;
  char *path;                 /* (type filename) */
  PackshotSettings *settings; /* (owned): whether choices may be kept */
  gboolean changed;
};

G_DEFINE_FINAL_TYPE (PackshotMemory, packshot_memory, G_TYPE_OBJECT)

static void
packshot_memory_finalize (GObject *object)
{
  PackshotMemory *self = PACKSHOT_MEMORY (object);

  g_key_file_unref (self->values);
  g_clear_object (&self->settings);
  g_free (self->path);

  G_OBJECT_CLASS (packshot_memory_parent_class)->finalize (object);
}

static void
packshot_memory_class_init (PackshotMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = packshot_memory_finalize;
}

static void
packshot_memory_init (PackshotMemory *self)
{
  g_autoptr (GError) error = NULL;

  self->values = g_key_file_new ();
  self->settings = packshot_settings_new ();
  self->path = g_build_filename (g_get_user_config_dir (), "packshot", "window.ini", NULL);

  /* Nothing in it is worth more than a start: what can't be read is forgotten. */
  if (!g_key_file_load_from_file (self->values, self->path, G_KEY_FILE_NONE, &error)
      && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_warning ("What the window remembered can’t be read: %s", error->message);
}

/**
 * packshot_memory_new:
 *
 * Returns: (transfer full): what was remembered last
 */
PackshotMemory *
packshot_memory_new (void)
{
  return g_object_new (PACKSHOT_TYPE_MEMORY, NULL);
}

/**
 * packshot_memory_dup_string:
 * @self: the memory
 * @group: whose value it is
 * @key: its name
 *
 * Returns: (transfer full) (nullable): the value, or %NULL where there is none
 */
char *
packshot_memory_dup_string (PackshotMemory *self, const char *group, const char *key)
{
  g_return_val_if_fail (PACKSHOT_IS_MEMORY (self), NULL);

  return g_key_file_get_string (self->values, group, key, NULL);
}

/**
 * packshot_memory_get_int:
 * @self: the memory
 * @group: whose value it is
 * @key: its name
 * @standard: what is returned where there is no number
 *
 * Returns: the value
 */
int
packshot_memory_get_int (PackshotMemory *self, const char *group, const char *key, int standard)
{
  g_autoptr (GError) error = NULL;
  int value;

  g_return_val_if_fail (PACKSHOT_IS_MEMORY (self), standard);

  value = g_key_file_get_integer (self->values, group, key, &error);
  return error == NULL ? value : standard;
}

/**
 * packshot_memory_set_string:
 * @self: the memory
 * @group: whose value it is
 * @key: its name
 * @value: (nullable): the value; %NULL forgets it
 */
void
packshot_memory_set_string (PackshotMemory *self,
                            const char *group,
                            const char *key,
                            const char *value)
{
  g_return_if_fail (PACKSHOT_IS_MEMORY (self));

  if (value != NULL)
    g_key_file_set_string (self->values, group, key, value);
  else
    g_key_file_remove_key (self->values, group, key, NULL);
  self->changed = TRUE;
}

/**
 * packshot_memory_set_int:
 * @self: the memory
 * @group: whose value it is
 * @key: its name
 * @value: the value
 */
void
packshot_memory_set_int (PackshotMemory *self, const char *group, const char *key, int value)
{
  g_return_if_fail (PACKSHOT_IS_MEMORY (self));

  g_key_file_set_integer (self->values, group, key, value);
  self->changed = TRUE;
}

/* How the window itself is says nothing about anybody, but for what is made in it. */
static void
remove_choices (GKeyFile *values)
{
  g_auto (GStrv) groups = g_key_file_get_groups (values, NULL);

  g_key_file_remove_key (values, PACKSHOT_MEMORY_WINDOW, "service", NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    if (!g_str_equal (groups[i], PACKSHOT_MEMORY_WINDOW))
      g_key_file_remove_group (values, groups[i], NULL);
}

/**
 * packshot_memory_save:
 * @self: the memory
 *
 * Writes what changed to disk, and waits for it: for the end of the program. Choices are not
 * written where the user wants none to be remembered.
 */
void
packshot_memory_save (PackshotMemory *self)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_return_if_fail (PACKSHOT_IS_MEMORY (self));

  if (!packshot_settings_get_privacy (self->settings, PACKSHOT_PRIVACY_REMEMBER))
    {
      remove_choices (self->values);
      self->changed = TRUE;
    }
  if (!self->changed)
    return;

  contents = g_key_file_to_data (self->values, &length, NULL);
  /* What somebody chose last is nobody else's. */
  if (packshot_folder_replace_file (self->path, contents, length, G_FILE_SET_CONTENTS_CONSISTENT,
                                    &error))
    self->changed = FALSE;
  else
    g_warning ("What the window remembers can’t be kept: %s", error->message);
}

/**
 * packshot_memory_forget:
 * @self: the memory
 *
 * Forgets all but how the window itself is, on the disk as well.
 */
void
packshot_memory_forget (PackshotMemory *self)
{
  g_return_if_fail (PACKSHOT_IS_MEMORY (self));

  remove_choices (self->values);
  self->changed = TRUE;
  packshot_memory_save (self);
}
