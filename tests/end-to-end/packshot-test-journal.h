/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "packshot-fake.h"

/* What a fake service was asked, as its journal tells. */

GPtrArray *packshot_test_journal_read (PackshotFake *fake, gsize start);

gboolean packshot_test_journal_is_step (JsonNode *line, const char *step);
const char *packshot_test_journal_get_id (JsonNode *line);
guint packshot_test_journal_count (GPtrArray *lines, const char *step);
guint packshot_test_journal_count_orders (GPtrArray *lines, const char *step);
const char *packshot_test_journal_find_order (GPtrArray *lines, const char *step);
