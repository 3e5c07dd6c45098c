/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "packshot-job.h"

G_BEGIN_DECLS

JsonObject *packshot_cli_job_json_new (PackshotJob *job);
JsonObject *packshot_cli_job_json_new_with_history (PackshotJob *job, GPtrArray *events);
JsonObject *packshot_cli_job_json_new_refusal (const char *service, const char *words);
char *packshot_cli_job_json_dup_line (JsonObject *object);
void packshot_cli_job_json_put (JsonObject *object);
void packshot_cli_job_json_set_words (JsonObject *object, const char *key, const char *words);
void packshot_cli_job_json_set_time (JsonObject *object, const char *key, gint64 at);
void packshot_cli_job_json_set_path (JsonObject *object, const char *key, const char *path);

G_END_DECLS
