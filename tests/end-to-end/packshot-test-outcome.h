/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What a film has to be. */
typedef struct
{
  int width;
  int height;
  int fps;
  double seconds;
  gboolean h264; /* else VP9 in WebM */
} PackshotTestOutcome;

void packshot_test_outcome_assert (const PackshotTestOutcome *self,
                                   const char *video,
                                   const char *cover);
char *packshot_test_outcome_hash (const char *video);
