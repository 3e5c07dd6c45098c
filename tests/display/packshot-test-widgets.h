/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-credentials.h"
#include "packshot-registry.h"

GtkWidget *packshot_test_find_type (GtkWidget *root, GType type);
GtkWidget *packshot_test_find_label (GtkWidget *root, const char *words);
GtkWidget *packshot_test_find_words (const char *words);
GtkWidget *packshot_test_find_button (const char *label);
GtkWidget *packshot_test_find_row (GtkWidget *root, const char *title);
GtkWidget *packshot_test_find_group (GtkWidget *root, const char *title);
void packshot_test_press (const char *label);
void packshot_test_wait_for_words (const char *words);
void packshot_test_wait_for_frames (GtkWindow *window, guint n_frames);

/* Runs in the application once its window is there; closes that window, or sees it closed, itself.
 */
typedef void (*PackshotTestScript) (GtkWindow *window);

GtkWindow *packshot_test_find_window (const char *title);
void packshot_test_forget_jobs (void);

void packshot_test_run_full (PackshotRegistry *registry,
                             PackshotCredentials *credentials,
                             const char *photo,
                             PackshotTestScript script);
void packshot_test_run (PackshotRegistry *registry, const char *photo, PackshotTestScript script);
