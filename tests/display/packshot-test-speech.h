/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* What a screen reader is told of one control, or of whatever else is on the screen. */
typedef struct
{
  char *name;           /* (owned) what it is called; empty where nobody says */
  char *role;           /* (owned) what it is, in words such as "push button" */
  char *place;          /* (owned) the roles and names of what it is in */
  gboolean has_content; /* whether something in it has a name */
} PackshotTestSpeech;

GPtrArray *packshot_test_speech_hear (void);
gboolean packshot_test_speech_is_unnamed (const PackshotTestSpeech *speech);
