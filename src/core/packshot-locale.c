/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "config.h"

#include "packshot-locale.h"

#include <locale.h>
#include <string.h>

#include <glib/gi18n.h>

/* Where a program that was not installed has been built, below the folder of the build. */
static const char *const built_in[] = { "/src/app", "/src/cli" };

/* Returns: (transfer full) (nullable): the catalogues beside a program that runs from the folder it
 * was built in; %NULL for one that is installed */
static char *
find_built_catalogues (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (built_in); i++)
    if (g_str_has_suffix (folder, built_in[i]))
      {
        g_autofree char *build = g_strndup (folder, strlen (folder) - strlen (built_in[i]));

        return g_build_filename (build, "po", NULL);
      }

  return NULL;
}

/**
 * packshot_locale_init:
 *
 * Sets the program to the language and the formats of the user. To be called at the start of
 * main(), before anything is read or shown: manifests are translated while they are read.
 */
void
packshot_locale_init (void)
{
  g_autofree char *built = find_built_catalogues ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, built != NULL ? built : PACKSHOT_LOCALE_FOLDER);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
