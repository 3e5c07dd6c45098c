/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *packshot_arrival_folder_new (GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *packshot_arrival_folder_add_file (const char *folder,
                                        const char *address,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *packshot_arrival_folder_rename (const char *folder,
                                      const char *path,
                                      const char *address,
                                      const char *format);
void packshot_arrival_folder_free (char *folder);

G_END_DECLS
