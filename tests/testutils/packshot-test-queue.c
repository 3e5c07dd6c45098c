/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-queue.h"

#include "packshot-dummy-service.h"
#include "packshot-nick.h"

/* Where the user's own descriptions of services are: so no other test meets this service. */
static void
write_manifest (void)
{
  g_autofree char *folder =
      g_build_filename (g_get_user_config_dir (), "packshot", "services", NULL);
  g_autofree char *path = g_build_filename (folder, "remote-dummy.json", NULL);
  g_autoptr (GBytes) bytes =
      g_resources_lookup_data ("/io/github/packshot/Packshot/tests/remote-dummy.json", 0, NULL);

  g_assert_nonnull (bytes);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
}

/**
 * packshot_test_queue_set_up:
 * @self: what is filled in
 * @user_data: nothing
 *
 * Opens a queue, on the ledger where the programs have theirs.
 */
void
packshot_test_queue_set_up (PackshotTestQueue *self, gconstpointer user_data)
{
  write_manifest ();
  self->registry = packshot_registry_new ();
  packshot_registry_add_engine (self->registry, "dummy", packshot_dummy_service_new);
  packshot_registry_add_engine (self->registry, "remote-dummy", packshot_remote_dummy_new);
  self->manifest = packshot_registry_lookup (self->registry, "remote-dummy");
  g_assert_nonnull (self->manifest);
  self->service =
      PACKSHOT_REMOTE_DUMMY (packshot_registry_get_service (self->registry, self->manifest, NULL));
  self->photo = packshot_test_write_file ("photo.jpg", "a photo");
  packshot_test_queue_open (self);
}

/**
 * packshot_test_queue_tear_down:
 * @self: what packshot_test_queue_set_up() filled in
 * @user_data: nothing
 */
void
packshot_test_queue_tear_down (PackshotTestQueue *self, gconstpointer user_data)
{
  if (self->queue != NULL)
    packshot_test_queue_close (self);
  g_assert_finalize_object (self->registry);
  g_free (self->photo);
}

/**
 * packshot_test_queue_open:
 * @self: one that has no queue
 */
void
packshot_test_queue_open (PackshotTestQueue *self)
{
  g_autofree char *folder = packshot_test_ledger_dup_folder ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (self->queue);
  self->queue = packshot_queue_new (self->registry);
  packshot_queue_set_interval (self->queue, PACKSHOT_TEST_INTERVAL);
  packshot_queue_open_async (self->queue, folder, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  packshot_queue_open_finish (self->queue, answer, &error);
  g_assert_no_error (error);
}

/**
 * packshot_test_queue_close:
 * @self: one that has a queue, of which nobody else has a reference
 *
 * The program ends in good order.
 */
void
packshot_test_queue_close (PackshotTestQueue *self)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GError) error = NULL;

  packshot_queue_shutdown_async (self->queue, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  packshot_queue_shutdown_finish (self->queue, answer, &error);
  g_assert_no_error (error);
  g_object_unref (answer);
  packshot_test_queue_crash (self);
}

/**
 * packshot_test_queue_crash:
 * @self: one that has a queue, of which nobody else has a reference
 *
 * The program is killed.
 */
void
packshot_test_queue_crash (PackshotTestQueue *self)
{
  g_assert_finalize_object (self->queue);
  self->queue = NULL;
}

/**
 * packshot_test_queue_start_again:
 * @self: one that has a queue, of which nobody else has a reference
 *
 * The program is killed, and started again. Nothing goes on by this.
 */
void
packshot_test_queue_start_again (PackshotTestQueue *self)
{
  packshot_test_queue_crash (self);
  packshot_test_queue_open (self);
}

/**
 * packshot_test_queue_add:
 * @self: one that has a queue
 * @photo: (nullable): the path of a picture, or its address
 *
 * Returns: (transfer full): a job of the remote dummy, which is written and ready
 */
PackshotJob *
packshot_test_queue_add (PackshotTestQueue *self, const char *photo)
{
  g_autoptr (PackshotRequest) request = packshot_request_new (self->manifest);
  g_autoptr (GError) error = NULL;
  PackshotJob *job;

  g_assert_true (packshot_request_set (request, "product-name", "Mug", NULL));
  if (photo != NULL)
    g_assert_true (packshot_request_set (request, "photo", photo, NULL));

  job = packshot_queue_add (self->queue, request, NULL, &error);
  g_assert_no_error (error);
  packshot_test_wait_until (packshot_job_get_row (job) != 0);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);

  return job;
}

/**
 * packshot_test_queue_submit:
 * @self: one that has a queue
 * @photo: (nullable): the path of a picture, or its address
 *
 * Returns: (transfer full): a job of the remote dummy, on its way
 */
PackshotJob *
packshot_test_queue_submit (PackshotTestQueue *self, const char *photo)
{
  PackshotJob *job = packshot_test_queue_add (self, photo);
  g_autoptr (GError) error = NULL;

  packshot_queue_submit (self->queue, job, &error);
  g_assert_no_error (error);

  return job;
}

/**
 * packshot_test_queue_wait_until_idle:
 * @self: one that has a queue
 *
 * Waits until nothing goes on by itself any more.
 */
void
packshot_test_queue_wait_until_idle (PackshotTestQueue *self)
{
  packshot_test_wait_until (packshot_queue_get_n_busy (self->queue) == 0);
}

/**
 * packshot_test_queue_make_review:
 * @self: one that has a queue
 *
 * Returns: (transfer full): a job of the remote dummy that waits for a person's word on its picture
 */
PackshotJob *
packshot_test_queue_make_review (PackshotTestQueue *self)
{
  PackshotJob *job;

  packshot_remote_dummy_set_reviews (self->service, TRUE);
  job = packshot_test_queue_submit (self, NULL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_REVIEW);
  packshot_test_queue_wait_until_idle (self);

  return job;
}

/**
 * packshot_test_queue_approve:
 * @self: one that has a queue
 * @job: one of its jobs, which can be approved
 */
void
packshot_test_queue_approve (PackshotTestQueue *self, PackshotJob *job)
{
  g_autoptr (GError) error = NULL;

  packshot_queue_approve (self->queue, job, NULL, &error);
  g_assert_no_error (error);
}

/**
 * packshot_test_queue_regenerate:
 * @self: one that has a queue
 * @job: one of its jobs, which offers @step
 * @step: what is made once more
 */
void
packshot_test_queue_regenerate (PackshotTestQueue *self, PackshotJob *job, PackshotStep step)
{
  g_autoptr (GError) error = NULL;

  packshot_queue_regenerate (self->queue, job, step, NULL, &error);
  g_assert_no_error (error);
}

/**
 * packshot_test_queue_find:
 * @self: one that has a queue
 * @id: an id of a job
 *
 * Returns: (transfer full): the job, which has to be there
 */
PackshotJob *
packshot_test_queue_find (PackshotTestQueue *self, const char *id)
{
  PackshotJob *job = packshot_queue_find (self->queue, id);

  g_assert_nonnull (job);
  return g_object_ref (job);
}

/**
 * packshot_test_queue_restart_at:
 * @self: one that has a queue
 * @job: (transfer full): one of its jobs
 * @state: a state it comes to
 *
 * Kills the program when the job has come to the state, and starts it again.
 *
 * Returns: (transfer full): the same job, as it is found then
 */
PackshotJob *
packshot_test_queue_restart_at (PackshotTestQueue *self, PackshotJob *job, PackshotJobState state)
{
  g_autofree char *id = g_strdup (packshot_job_get_id (job));

  packshot_test_queue_wait_for_state (job, state);
  g_object_unref (job);
  packshot_test_queue_start_again (self);

  return packshot_test_queue_find (self, id);
}

/**
 * packshot_test_queue_let_pass:
 * @self: one that has a queue
 *
 * Lets all that can go on do so: a new job passes by all others, and is done.
 */
void
packshot_test_queue_let_pass (PackshotTestQueue *self)
{
  g_autoptr (PackshotJob) other = packshot_test_queue_submit (self, NULL);

  packshot_test_queue_wait_for_state (other, PACKSHOT_JOB_DONE);
}

/**
 * packshot_test_queue_change:
 * @sql: what to do to the ledger while no program has it open
 */
void
packshot_test_queue_change (const char *sql)
{
  g_autofree char *folder = packshot_test_ledger_dup_folder ();
  g_autofree char *path = g_build_filename (folder, "ledger.db", NULL);

  packshot_test_ledger_run_sql (path, sql);
}

/**
 * packshot_test_queue_load:
 * @self: one that has a queue
 * @job: one of its jobs
 */
void
packshot_test_queue_load (PackshotTestQueue *self, PackshotJob *job)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  packshot_queue_load_async (self->queue, job, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  packshot_queue_load_finish (self->queue, answer, &error);
  g_assert_no_error (error);
}

/**
 * packshot_test_queue_delete:
 * @self: one that has a queue
 * @job: one of its jobs
 * @which: whether it may have been sent
 * @error: return location for an error
 *
 * Returns: whether it is gone
 */
gboolean
packshot_test_queue_delete (PackshotTestQueue *self,
                            PackshotJob *job,
                            PackshotDeletion which,
                            GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_queue_delete_async (self->queue, job, which, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);

  return packshot_queue_delete_finish (self->queue, answer, error);
}

/**
 * packshot_test_queue_dup_events:
 * @self: one that has a queue
 * @job: one of its jobs
 *
 * Returns: (transfer full): the log of the job, such as "created:ready create:intended:submitting"
 */
char *
packshot_test_queue_dup_events (PackshotTestQueue *self, PackshotJob *job)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  packshot_queue_list_events_async (self->queue, job, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  events = packshot_queue_list_events_finish (self->queue, answer, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < events->len; i++)
    {
      PackshotLedgerEvent *event = g_ptr_array_index (events, i);

      g_string_append_printf (
          text, "%s%s%s%s:%s", i > 0 ? " " : "", event->step != NULL ? event->step : "",
          event->step != NULL ? ":" : "", packshot_nick (PACKSHOT_TYPE_EVENT_KIND, event->kind),
          packshot_job_state_to_string (event->state));
    }

  return g_string_free (text, FALSE);
}

/**
 * packshot_test_queue_assert_events:
 * @self: one that has a queue
 * @job: one of its jobs
 * @expected: what packshot_test_queue_dup_events() is to give
 */
void
packshot_test_queue_assert_events (PackshotTestQueue *self, PackshotJob *job, const char *expected)
{
  g_autofree char *events = packshot_test_queue_dup_events (self, job);

  g_assert_cmpstr (events, ==, expected);
}

/**
 * packshot_test_queue_wait_for_event:
 * @self: one that has a queue
 * @job: one of its jobs
 * @last: how the log of the job ends when it is there
 *
 * For what the ledger is told behind what is seen.
 */
void
packshot_test_queue_wait_for_event (PackshotTestQueue *self, PackshotJob *job, const char *last)
{
  gboolean is_there = FALSE;

  for (guint i = 0; !is_there && i < PACKSHOT_TEST_MAX_TURNS; i++)
    {
      g_autofree char *events = packshot_test_queue_dup_events (self, job);

      is_there = g_str_has_suffix (events, last);
    }

  g_assert_true (is_there);
}

/**
 * packshot_test_queue_dup_charges:
 * @self: one
 *
 * Returns: (transfer full): the money book as it is on disk, such as "asked 100 charged 0; ", with
 *   "open" for what is not settled
 */
char *
packshot_test_queue_dup_charges (PackshotTestQueue *self)
{
  g_autofree char *folder = packshot_test_ledger_dup_folder ();
  PackshotLedger *ledger = packshot_test_ledger_open (folder);
  GPtrArray *charges = packshot_test_ledger_list_charges (ledger);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < charges->len; i++)
    {
      PackshotLedgerCharge *charge = g_ptr_array_index (charges, i);

      g_string_append_printf (text, "asked %d ", (int) (charge->asked / PACKSHOT_MONEY_ONE));
      if (charge->charged == PACKSHOT_MONEY_UNKNOWN)
        g_string_append (text, "open; ");
      else
        g_string_append_printf (text, "charged %d; ", (int) (charge->charged / PACKSHOT_MONEY_ONE));
    }

  g_ptr_array_unref (charges);
  packshot_test_ledger_close (ledger);

  return g_string_free (text, FALSE);
}

/**
 * packshot_test_queue_assert_charges:
 * @self: one
 * @expected: what packshot_test_queue_dup_charges() is to give
 */
void
packshot_test_queue_assert_charges (PackshotTestQueue *self, const char *expected)
{
  g_autofree char *charges = packshot_test_queue_dup_charges (self);

  g_assert_cmpstr (charges, ==, expected);
}

/**
 * packshot_test_queue_count:
 * @self: one
 * @step: a step
 *
 * Returns: how often the remote dummy was asked for it
 */
guint
packshot_test_queue_count (PackshotTestQueue *self, PackshotStep step)
{
  return packshot_remote_dummy_count (self->service, step);
}
