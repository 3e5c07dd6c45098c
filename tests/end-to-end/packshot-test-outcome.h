/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Of H.264: ITU-T H.264, annex A.2. */
#define PACKSHOT_TEST_BASELINE 66
#define PACKSHOT_TEST_HIGH     100

/* What a film has to be. */
typedef struct
{
  int width;
  int height;
  int fps;
  double seconds;
  int profile; /* of H.264 in MP4; -1 for whichever, 0 for VP9 in WebM */
} PackshotTestOutcome;

void packshot_test_outcome_assert (const PackshotTestOutcome *self,
                                   const char *video,
                                   const char *cover);
char *packshot_test_outcome_hash (const char *video);
