/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-send.h"

#include "packshot-test-utils.h"

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PackshotTestSend *self = user_data;

  self->answer = packshot_net_send_finish (PACKSHOT_NET_SESSION (source), result, &self->error);
  self->was_sent = packshot_net_send_get_was_sent (result);
  self->done = TRUE;
}

/**
 * packshot_test_send_begin:
 * @self: (out caller-allocates): what will come of it
 * @call: (transfer full): what to send
 * @patience: (nullable): in place of the session's own
 * @cancellable: (nullable): stops it
 *
 * Sends by a session of its own.
 */
void
packshot_test_send_begin (PackshotTestSend *self,
                          PackshotNetCall *call,
                          const PackshotNetPatience *patience,
                          GCancellable *cancellable)
{
  *self = (PackshotTestSend){ .session = packshot_net_session_new () };
  if (patience != NULL)
    packshot_net_session_set_patience (self->session, patience);
  packshot_net_send_async (self->session, call, NULL, NULL, cancellable, sent_cb, self);
  packshot_net_call_unref (call);
}

/**
 * packshot_test_send_wait:
 * @self: a call that is being sent
 *
 * Waits for what comes of it: an answer or an error, never both.
 */
void
packshot_test_send_wait (PackshotTestSend *self)
{
  packshot_test_wait_until (self->done);
  g_assert_true ((self->answer != NULL) == (self->error == NULL));
  if (self->error != NULL)
    g_test_message ("%s", self->error->message);
}

/**
 * packshot_test_send_clear:
 * @self: a call that was waited for
 */
void
packshot_test_send_clear (PackshotTestSend *self)
{
  g_assert_finalize_object (self->session);
  g_clear_pointer (&self->answer, packshot_net_answer_free);
  g_clear_error (&self->error);
}
