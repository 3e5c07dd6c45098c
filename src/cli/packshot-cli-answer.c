/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* One thing after the other, of what does not wait for its answer. */

#include "packshot-cli-answer.h"

/**
 * packshot_cli_answer_cb:
 * @source: who answers
 * @result: the answer
 * @user_data: (out) (transfer full): the #GAsyncResult to put it in
 *
 * The callback of what packshot_cli_answer_wait() waits for.
 */
void
packshot_cli_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
}

/**
 * packshot_cli_answer_wait:
 * @answer: what packshot_cli_answer_cb() was given; it points at %NULL until then
 *
 * Runs the main loop until the answer is there.
 *
 * Returns: (transfer none): the answer
 */
GAsyncResult *
packshot_cli_answer_wait (GAsyncResult **answer)
{
  g_return_val_if_fail (answer != NULL, NULL);

  while (*answer == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *answer;
}
