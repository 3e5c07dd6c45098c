/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* How often a test looks at the main context before it gives up, with at most a few milliseconds
 * in between: a minute, which only a hang takes. */
#define PACKSHOT_TEST_MAX_TURNS 60000

/* Turns the main context until @condition holds. Each turn rests until something happens, at the
 * longest until the tick of a millisecond. */
#define packshot_test_wait_until(condition)                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint _tick = g_timeout_add (1, packshot_test_tick_cb, NULL);                                  \
                                                                                                   \
    for (int _i = 0; !(condition) && _i < PACKSHOT_TEST_MAX_TURNS; _i++)                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (_tick);                                                                       \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

gboolean packshot_test_tick_cb (gpointer user_data);

void packshot_test_let_go (gpointer object);

char *packshot_test_write_file (const char *name, const char *contents);
char *packshot_test_hash_file (const char *path);
gboolean packshot_test_is_empty_folder (const char *path);
