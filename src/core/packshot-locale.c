/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "config.h"

#include "packshot-locale.h"

#include <locale.h>

#include <glib/gi18n.h>

/**
 * packshot_locale_init:
 *
 * Sets the program to the language and the formats of the user. To be called at the start of
 * main(), before anything is read or shown: manifests are translated while they are read.
 */
void
packshot_locale_init (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, PACKSHOT_LOCALE_FOLDER);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
