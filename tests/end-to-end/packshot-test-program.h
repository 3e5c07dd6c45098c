/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The variable whose text is what programs find as their settings. */
#define PACKSHOT_TEST_SETTINGS "PACKSHOT_TEST_SETTINGS"

/* What a program of ours did the last time it ran, and where it runs: in an empty folder, with a
 * home of its own, no display and no session bus. */
typedef struct
{
  char *folder; /* (owned): its current folder */
  char *data;   /* (owned): its XDG_DATA_HOME, empty */
  char *fault;  /* (owned) (nullable): what fails, see the library in tests/preload */
  char *point;  /* (owned) (nullable): which of its calls is its last, or fails, see there */
  char *trace;  /* (owned) (nullable): the file where its calls are counted, see there */

  int status; /* its exit status, or 128 + n where signal n ended it, as a shell has it */
  char *out;  /* (owned) */
  char *err;  /* (owned) */
} PackshotTestProgram;

void packshot_test_program_set_up (PackshotTestProgram *self, gconstpointer user_data);
void packshot_test_program_tear_down (PackshotTestProgram *self, gconstpointer user_data);

GSubprocessLauncher *packshot_test_program_launcher_new (PackshotTestProgram *self,
                                                         GSubprocessFlags flags);
GSubprocess *packshot_test_program_spawn (GSubprocessLauncher *launcher, const char *line);
GSubprocess *packshot_test_program_start (PackshotTestProgram *self, const char *line);
void packshot_test_program_end (PackshotTestProgram *self, GSubprocess *process);
void packshot_test_program_run (PackshotTestProgram *self, const char *line);
void packshot_test_program_run_argv (PackshotTestProgram *self, const char *const *args);

char *packshot_test_program_path (PackshotTestProgram *self, const char *name);
char *packshot_test_program_get (PackshotTestProgram *self, const char *key);
char *packshot_test_program_list (PackshotTestProgram *self);
void packshot_test_program_assert_refused (PackshotTestProgram *self, int status);
