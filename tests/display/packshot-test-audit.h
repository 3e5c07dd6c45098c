/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

GPtrArray *packshot_test_audit_names (void);
GPtrArray *packshot_test_audit_tooltips (GtkWidget *root);
GPtrArray *packshot_test_audit_width (GtkWidget *root, int width);
GPtrArray *packshot_test_audit_room (GtkWidget *root);
GPtrArray *packshot_test_audit_mnemonics (GtkWidget *root);
GPtrArray *packshot_test_audit_accelerators (GtkApplication *application,
                                             GtkWidget *window,
                                             GtkWidget *shortcuts);
void packshot_test_audit_assert_none (GPtrArray *findings, const char *state);
