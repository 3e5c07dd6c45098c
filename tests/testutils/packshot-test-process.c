/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-process.h"

#include <signal.h>

struct _PackshotTestProcess
{
  GSubprocess *process;     /* (owned) */
  GDataInputStream *output; /* (owned) */
};

static void
wait_for_end (PackshotTestProcess *self)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait (self->process, NULL, &error);
  g_assert_no_error (error);
}

/**
 * packshot_test_process_new:
 * @argv: the program and its arguments, ended by %NULL
 *
 * Returns: (transfer full): the program, which runs
 */
PackshotTestProcess *
packshot_test_process_new (const char *const *argv)
{
  PackshotTestProcess *self = g_new0 (PackshotTestProcess, 1);
  g_autoptr (GError) error = NULL;

  self->process = g_subprocess_newv (
      argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));

  return self;
}

/**
 * packshot_test_process_free:
 * @self: (transfer full): a program, which is killed where it still runs
 */
void
packshot_test_process_free (PackshotTestProcess *self)
{
  g_subprocess_force_exit (self->process);
  wait_for_end (self);
  g_clear_object (&self->output);
  g_clear_object (&self->process);
  g_free (self);
}

/**
 * packshot_test_process_read_line:
 * @self: a program
 *
 * Waits for what it says next.
 *
 * Returns: (transfer full) (nullable): a line without its end; %NULL where it ended
 */
char *
packshot_test_process_read_line (PackshotTestProcess *self)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (self->output, NULL, NULL, &error);

  g_assert_no_error (error);
  return line;
}

/**
 * packshot_test_process_say:
 * @self: a program
 * @line: what to tell it, without the end of the line
 */
void
packshot_test_process_say (PackshotTestProcess *self, const char *line)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (self->process);
  g_autoptr (GError) error = NULL;

  g_output_stream_printf (input, NULL, NULL, &error, "%s\n", line);
  g_assert_no_error (error);
}

/**
 * packshot_test_process_kill:
 * @self: a program
 *
 * Kills it in the midst of what it does, and waits until it is gone.
 */
void
packshot_test_process_kill (PackshotTestProcess *self)
{
  g_subprocess_send_signal (self->process, SIGKILL);
  wait_for_end (self);
}

/**
 * packshot_test_process_end:
 * @self: a program
 *
 * Lets it end by itself.
 *
 * Returns: its exit status
 */
int
packshot_test_process_end (PackshotTestProcess *self)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  wait_for_end (self);
  g_assert_true (g_subprocess_get_if_exited (self->process));

  return g_subprocess_get_exit_status (self->process);
}
