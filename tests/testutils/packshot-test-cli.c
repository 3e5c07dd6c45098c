/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-cli.h"

#include <fcntl.h>
#include <pty.h>
#include <string.h>
#include <unistd.h>

#include "packshot-scripted-service.h"
#include "packshot-test-utils.h"

/**
 * packshot_test_cli_set_up:
 * @self: to be filled
 * @program: the name of a program in the test's own folder
 */
void
packshot_test_cli_set_up (PackshotTestCli *self, gconstpointer program)
{
  self->program = g_test_build_filename (G_TEST_BUILT, program, NULL);
  self->photo = packshot_test_write_file ("photo.jpg", "a photo");
  self->folder = g_path_get_dirname (self->photo);
  self->data = g_build_filename (self->folder, "data", NULL);
}

/**
 * packshot_test_cli_tear_down:
 * @self: what was filled
 * @program: what it was filled with
 */
void
packshot_test_cli_tear_down (PackshotTestCli *self, gconstpointer program)
{
  g_free (self->program);
  g_free (self->folder);
  g_free (self->photo);
  g_free (self->data);
  g_free (self->out);
  g_free (self->err);
}

/**
 * packshot_test_cli_make_launcher:
 * @self: a command line
 * @flags: which pipes to have
 *
 * Returns: (transfer full): what runs it in its folder; a scripted service has its script there too
 */
GSubprocessLauncher *
packshot_test_cli_make_launcher (PackshotTestCli *self, GSubprocessFlags flags)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (flags);
  g_autofree char *config = g_build_filename (self->folder, "config", NULL);

  g_subprocess_launcher_set_cwd (launcher, self->folder);
  g_subprocess_launcher_setenv (launcher, PACKSHOT_SCRIPTED_FOLDER, self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->data, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", config, TRUE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  g_subprocess_launcher_setenv (launcher, "TERM", "xterm", TRUE);
  return launcher;
}

/**
 * packshot_test_cli_spawn:
 * @self: a command line
 * @launcher: what runs it
 * @args: its arguments, the program not among them, ended by %NULL
 *
 * Returns: (transfer full): the program, which runs
 */
GSubprocess *
packshot_test_cli_spawn (PackshotTestCli *self, GSubprocessLauncher *launcher, char **args)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (argv, self->program);
  for (guint i = 0; args[i] != NULL; i++)
    g_ptr_array_add (argv, args[i]);
  g_ptr_array_add (argv, NULL);

  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

/**
 * packshot_test_cli_run_argv:
 * @self: a command line
 * @args: its arguments, the program not among them, ended by %NULL
 *
 * Runs a command without a terminal to its end.
 */
void
packshot_test_cli_run_argv (PackshotTestCli *self, char **args)
{
  g_autoptr (GSubprocessLauncher) launcher = packshot_test_cli_make_launcher (
      self, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = packshot_test_cli_spawn (self, launcher, args);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &self->out, &self->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  self->status = g_subprocess_get_exit_status (process);
  g_test_message ("%s ends with %d: %s", args[0], self->status, self->err);
}

/**
 * packshot_test_cli_run:
 * @self: a command line
 * @line: its arguments as one types them
 *
 * Runs a command without a terminal to its end.
 */
void
packshot_test_cli_run (PackshotTestCli *self, const char *line)
{
  g_auto (GStrv) args = NULL;
  g_autoptr (GError) error = NULL;

  g_shell_parse_argv (line, NULL, &args, &error);
  g_assert_no_error (error);
  packshot_test_cli_run_argv (self, args);
}

/**
 * packshot_test_cli_run_on:
 * @self: a command line
 * @command: a command
 * @job: what it is about
 * @rest: what stands behind that, or ""
 */
void
packshot_test_cli_run_on (PackshotTestCli *self,
                          const char *command,
                          const char *job,
                          const char *rest)
{
  g_autofree char *line = g_strdup_printf ("%s %s %s", command, job, rest);

  packshot_test_cli_run (self, line);
}

/**
 * packshot_test_cli_spawn_on_terminal:
 * @self: a command line
 * @args: its arguments, the program not among them, ended by %NULL
 * @width: of the terminal, in columns
 * @terminal: (out): the other end of the terminal: what the program writes on stderr can be read
 *   there, and what is written there is typed
 *
 * Returns: (transfer full): the program, which runs
 */
GSubprocess *
packshot_test_cli_spawn_on_terminal (PackshotTestCli *self, char **args, guint width, int *terminal)
{
  struct winsize size = { .ws_row = 24, .ws_col = width };
  g_autoptr (GSubprocessLauncher) launcher =
      packshot_test_cli_make_launcher (self, G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  GSubprocess *process;
  int inner;

  g_assert_cmpint (openpty (terminal, &inner, NULL, NULL, &size), ==, 0);
  g_assert_cmpint (fcntl (*terminal, F_SETFD, FD_CLOEXEC), ==, 0);
  g_subprocess_launcher_take_stdin_fd (launcher, dup (inner));
  g_subprocess_launcher_take_stderr_fd (launcher, inner);
  process = packshot_test_cli_spawn (self, launcher, args);
  g_subprocess_launcher_close (launcher);

  return process;
}

/**
 * packshot_test_cli_parse_line:
 * @self: a command line, that printed one line
 *
 * Returns: (transfer full): the object in it
 */
JsonObject *
packshot_test_cli_parse_line (PackshotTestCli *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (self->out, &error);

  g_assert_no_error (error);
  g_assert_true (strchr (self->out, '\n') == self->out + strlen (self->out) - 1);
  return json_object_ref (json_node_get_object (node));
}

/**
 * packshot_test_cli_write_script:
 * @self: a command line with a scripted service
 * @lines: what it shall say from now on: "create=busy;done\npoll=working"
 *
 * Begins a new count of its calls.
 */
void
packshot_test_cli_write_script (PackshotTestCli *self, const char *lines)
{
  g_autofree char *script = g_build_filename (self->folder, "script.ini", NULL);
  g_autofree char *calls = g_build_filename (self->folder, "calls", NULL);
  g_autofree char *text = g_strconcat ("[script]\n", lines, "\n", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (script, text, -1, &error);
  g_assert_no_error (error);
  g_file_set_contents (calls, "", -1, &error);
  g_assert_no_error (error);
}

/**
 * packshot_test_cli_dup_calls:
 * @self: a command line with a scripted service
 *
 * Returns: (transfer full): what the service was called for since the script began, a call a line
 */
char *
packshot_test_cli_dup_calls (PackshotTestCli *self)
{
  g_autofree char *path = g_build_filename (self->folder, "calls", NULL);
  char *calls = NULL;

  return g_file_get_contents (path, &calls, NULL, NULL) ? calls : g_strdup ("");
}

/**
 * packshot_test_cli_assert_calls:
 * @self: a command line with a scripted service
 * @expected: what packshot_test_cli_dup_calls() is to give
 */
void
packshot_test_cli_assert_calls (PackshotTestCli *self, const char *expected)
{
  g_autofree char *calls = packshot_test_cli_dup_calls (self);

  g_assert_cmpstr (calls, ==, expected);
}

/**
 * packshot_test_cli_has_call:
 * @self: a command line with a scripted service
 * @call: a part of a line of packshot_test_cli_dup_calls()
 *
 * Returns: whether it is there
 */
gboolean
packshot_test_cli_has_call (PackshotTestCli *self, const char *call)
{
  g_autofree char *calls = packshot_test_cli_dup_calls (self);

  return strstr (calls, call) != NULL;
}

/**
 * packshot_test_cli_dup_value:
 * @self: a command line after a command
 * @key: which value
 *
 * Returns: (transfer full) (nullable): the value of a line "KEY=value" on stdout
 */
char *
packshot_test_cli_dup_value (PackshotTestCli *self, const char *key)
{
  g_auto (GStrv) lines = g_strsplit (self->out, "\n", -1);
  g_autofree char *head = g_strconcat (key, "=", NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], head))
        return g_strdup (lines[i] + strlen (head));
    }

  return NULL;
}

/**
 * packshot_test_cli_assert_value:
 * @self: a command line after a command
 * @key: which value
 * @expected: (nullable): what packshot_test_cli_dup_value() is to give
 */
void
packshot_test_cli_assert_value (PackshotTestCli *self, const char *key, const char *expected)
{
  g_autofree char *value = packshot_test_cli_dup_value (self, key);

  g_assert_cmpstr (value, ==, expected);
}

/**
 * packshot_test_cli_assert_err:
 * @self: a command line after a command
 * @words: what stands on stderr among the rest
 */
void
packshot_test_cli_assert_err (PackshotTestCli *self, const char *words)
{
  if (strstr (self->err, words) == NULL)
    g_error ("“%s” is not in “%s”", words, self->err);
}
