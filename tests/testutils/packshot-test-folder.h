/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

char *packshot_test_folder_new (void);
char *packshot_test_folder_list (const char *folder);
void packshot_test_folder_assert (const char *folder, ...) G_GNUC_NULL_TERMINATED;
guint packshot_test_count_descriptors (void);
void packshot_test_assert_descriptors (guint n);
