/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

gboolean packshot_test_language_start (void);
const char *packshot_test_language_get (void);
gboolean packshot_test_language_is_pseudo (void);
gboolean packshot_test_language_says (const char *shown, const char *words);
gboolean packshot_test_language_is (const char *shown, const char *words);
