/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-test-program.h"

/* When a program is stopped. */
typedef struct
{
  const char *line;   /* its arguments, as in a shell */
  const char *marker; /* (nullable): what it has said on stderr, "" being nothing; if NULL, when it
                       * has begun to listen to the signal … */
  guint delay;        /* … and milliseconds after that */
  int signal;
} PackshotTestMoment;

double packshot_test_moment_stop (PackshotTestProgram *program, const PackshotTestMoment *moment);
void packshot_test_moment_save_large_photo (PackshotTestProgram *program, const char *name);
