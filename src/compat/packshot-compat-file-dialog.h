/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void packshot_compat_open_file_async (GtkWindow *parent,
                                      const char *title,
                                      GtkFileFilter *filter,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
void packshot_compat_open_files_async (GtkWindow *parent,
                                       const char *title,
                                       GtkFileFilter *filter,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
void packshot_compat_open_folders_async (GtkWindow *parent,
                                         const char *title,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GListModel *packshot_compat_files_finish (GtkWindow *parent, GAsyncResult *result, GError **error);

void packshot_compat_save_file_async (GtkWindow *parent,
                                      const char *title,
                                      GFile *folder,
                                      const char *name,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
void packshot_compat_choose_folder_async (GtkWindow *parent,
                                          const char *title,
                                          GFile *folder,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GFile *packshot_compat_file_finish (GtkWindow *parent, GAsyncResult *result, GError **error);

G_END_DECLS
