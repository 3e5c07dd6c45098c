/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

/**
 * PackshotTestCli:
 * @program: (type filename): the path of a command line
 * @folder: (type filename): where it runs; at first there is nothing in it but the photo
 * @photo: (type filename): the absolute path of "photo.jpg" in @folder
 * @data: (type filename): its `XDG_DATA_HOME`; not there at first
 * @status: the exit status of the last command
 * @out: what that printed on stdout
 * @err: what that printed on stderr
 *
 * A command line with a service of the tests, run as a shell runs it. Each test has its own.
 */
typedef struct
{
  char *program;
  char *folder;
  char *photo;
  char *data;
  int status;
  char *out;
  char *err;
} PackshotTestCli;

void packshot_test_cli_set_up (PackshotTestCli *self, gconstpointer program);
void packshot_test_cli_tear_down (PackshotTestCli *self, gconstpointer program);

GSubprocessLauncher *packshot_test_cli_make_launcher (PackshotTestCli *self,
                                                      GSubprocessFlags flags);
GSubprocess *
packshot_test_cli_spawn (PackshotTestCli *self, GSubprocessLauncher *launcher, char **args);
void packshot_test_cli_run_argv (PackshotTestCli *self, char **args);
void packshot_test_cli_run (PackshotTestCli *self, const char *line);
void packshot_test_cli_run_on (PackshotTestCli *self,
                               const char *command,
                               const char *job,
                               const char *rest);
GSubprocess *packshot_test_cli_spawn_on_terminal (PackshotTestCli *self,
                                                  char **args,
                                                  guint width,
                                                  int *terminal);
JsonObject *packshot_test_cli_parse_line (PackshotTestCli *self);
char *packshot_test_cli_dup_value (PackshotTestCli *self, const char *key);
void packshot_test_cli_assert_value (PackshotTestCli *self, const char *key, const char *expected);
void packshot_test_cli_assert_err (PackshotTestCli *self, const char *words);

void packshot_test_cli_write_script (PackshotTestCli *self, const char *lines);
char *packshot_test_cli_dup_calls (PackshotTestCli *self);
void packshot_test_cli_assert_calls (PackshotTestCli *self, const char *expected);
gboolean packshot_test_cli_has_call (PackshotTestCli *self, const char *call);
