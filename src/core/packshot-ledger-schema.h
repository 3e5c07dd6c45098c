/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-sql.h"

G_BEGIN_DECLS

#define PACKSHOT_LEDGER_SCHEMA_VERSION 4

/* Of jobs whose ledger knew only the last of their results. */
#define PACKSHOT_LEDGER_SCHEMA_FIRST_RESULTS                                                       \
  "INSERT INTO results (job, at, video, video_size, video_sha256, cover, cover_size, "             \
  "cover_sha256, width, height, duration) "                                                        \
  "SELECT job, changed, video, video_size, video_sha256, cover, cover_size, cover_sha256, width, " \
  "height, duration FROM jobs WHERE video IS NOT NULL "                                            \
  "AND NOT EXISTS (SELECT 1 FROM results WHERE results.job = jobs.job);"

gboolean packshot_ledger_schema_prepare (sqlite3 *db, GError **error);
gboolean packshot_ledger_schema_check (sqlite3 *db, gboolean thoroughly, GError **error);

G_END_DECLS
