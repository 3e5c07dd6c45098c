/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

gboolean packshot_test_has_elements (const char *first, ...) G_GNUC_NULL_TERMINATED;
char *packshot_test_launch (const char *description, const char *name);
