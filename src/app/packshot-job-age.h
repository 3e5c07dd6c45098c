/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *packshot_job_age_dup_words (gint64 time, gint64 now);
char *packshot_job_age_dup_exact (gint64 time);

G_END_DECLS
