/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The key that all programs get in their environment, and fake services take. It is unlike anything
 * else, so that any piece of it tells where it came from. */
#define PACKSHOT_TEST_CANARY "cnry-4Zq8vXw2LkP0eTbR7yHs"

gboolean packshot_test_canary_is_in (const char *bytes, gsize size);
void packshot_test_canary_assert_text (const char *text);
char *packshot_test_canary_find_file (const char *folder);
