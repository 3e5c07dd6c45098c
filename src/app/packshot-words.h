/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job.h"

G_BEGIN_DECLS

gboolean packshot_words_is_remote (PackshotJob *job);
gboolean packshot_words_is_unsent (PackshotJob *job);
gboolean packshot_words_is_over (PackshotJob *job);
gboolean packshot_words_can_cancel (PackshotJob *job);
gboolean packshot_words_would_be_lost (PackshotJob *job);
gboolean packshot_words_is_ordered (PackshotJob *job);
gboolean packshot_words_can_look_up (PackshotJob *job);
char *packshot_words_dup_picture (PackshotJob *job);
char *packshot_words_dup_beginning (const char *text);
char *packshot_words_dup_title (PackshotJob *job);
char *packshot_words_dup_state (PackshotJob *job);
char *packshot_words_dup_time_left (double seconds);
char *packshot_words_dup_progress (PackshotJob *job);
char *packshot_words_dup_others (const char *path, guint n_others);
const char *packshot_words_find_photo (PackshotRequest *request);
char *packshot_words_dup_range (PackshotOption *option, double value);
char *packshot_words_dup_framing (const PackshotPictureFraming *framing);
gboolean packshot_words_parse_shape (const char *text, double *ratio);
gboolean packshot_words_is_web_address (const char *text);

G_END_DECLS
