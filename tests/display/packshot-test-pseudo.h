/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

char *packshot_test_pseudo_strip (const char *text);
GPtrArray *packshot_test_pseudo_audit (GtkWidget *root);
