/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What may be spent in a day: on a real ledger, with other programs that spend as well. A video
 * costs 100 credits, one of a preview 30. */

#include "packshot-core-error.h"
#include "packshot-limit.h"
#include "packshot-settings-limits.h"
#include "packshot-test-process.h"
#include "packshot-test-queue.h"

#define ONE PACKSHOT_MONEY_ONE

#define REFUSED "Nothing was sent: it would go over the daily limit you set."

/* As many programs as want to pay at the same moment; what two cost may be spent. */
#define N_PROGRAMS 6

static void
set_limit (PackshotTestQueue *test, gint64 limit)
{
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();

  g_assert_true (packshot_settings_set_daily_limit (settings, test->manifest, limit, NULL));
}

static void
tear_down (PackshotTestQueue *test, gconstpointer user_data)
{
  set_limit (test, PACKSHOT_MONEY_UNKNOWN);
  packshot_test_queue_tear_down (test, user_data);
}

static GPtrArray *
try_check (PackshotTestQueue *test, GPtrArray *jobs, PackshotStep step, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_queue_check_limit_async (test->queue, jobs, step, NULL, packshot_test_answer_cb,
                                    &answer);
  packshot_test_wait_until (answer != NULL);

  return packshot_queue_check_limit_finish (test->queue, answer, error);
}

static void
assert_check (PackshotTestQueue *test,
              GPtrArray *jobs,
              PackshotStep step,
              gint64 spent,
              gint64 added,
              gboolean is_over)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) limits = try_check (test, jobs, step, &error);
  const PackshotLimit *limit;

  g_assert_no_error (error);
  g_assert_cmpuint (limits->len, ==, 1);
  limit = g_ptr_array_index (limits, 0);
  g_assert_true (limit->manifest == test->manifest);
  g_assert_cmpint (limit->spent, ==, spent * ONE);
  g_assert_cmpint (limit->added, ==, added * ONE);
  g_assert_cmpuint (limit->n_orders, ==, jobs->len);
  g_assert_cmpint (packshot_limit_is_over (limit), ==, is_over);
}

static GPtrArray *
add_jobs (PackshotTestQueue *test, guint n)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (jobs, packshot_test_queue_add (test, NULL));

  return jobs;
}

static void
submit (PackshotTestQueue *test, PackshotJob *job)
{
  g_autoptr (GError) error = NULL;

  packshot_queue_submit (test->queue, job, &error);
  g_assert_no_error (error);
  packshot_test_queue_wait_until_idle (test);
}

/* It is sent as long as there is something left, and not one more. */
static void
test_reached (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (GPtrArray) jobs = add_jobs (test, 3);
  PackshotJob *last = g_ptr_array_index (jobs, 2);

  set_limit (test, 200 * ONE);
  assert_check (test, jobs, PACKSHOT_STEP_CREATE, 0, 300, TRUE);
  for (guint i = 0; i < 3; i++)
    submit (test, g_ptr_array_index (jobs, i));

  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 2);
  g_assert_cmpint (packshot_job_get_state (last), ==, PACKSHOT_JOB_READY);
  g_assert_cmpstr (packshot_job_get_words (last), ==, REFUSED);
  g_assert_null (packshot_queue_get_trouble (test->queue));
  packshot_test_queue_assert_charges (test, "asked 100 charged 100; asked 100 charged 100; ");

  /* Who raises the limit can send it. */
  set_limit (test, 300 * ONE);
  submit (test, last);
  g_assert_cmpint (packshot_job_get_state (last), ==, PACKSHOT_JOB_DONE);
}

/* A picture that was uploaded costs nothing; what comes after it is not sent. */
static void
test_after_upload (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_add (test, test->photo);

  set_limit (test, 99 * ONE);
  submit (test, job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_READY);
  g_assert_cmpstr (packshot_job_get_words (job), ==, REFUSED);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 0);
  packshot_test_queue_assert_charges (test, "");
}

/* A person's word is for one call. */
static void
test_allowed (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (GPtrArray) jobs = add_jobs (test, 2);
  PackshotJob *one = g_ptr_array_index (jobs, 0);
  PackshotJob *other = g_ptr_array_index (jobs, 1);

  set_limit (test, 0);
  packshot_queue_allow_over_limit (test->queue, one);
  submit (test, one);
  g_assert_cmpint (packshot_job_get_state (one), ==, PACKSHOT_JOB_DONE);
  g_assert_true (
      packshot_queue_regenerate (test->queue, one, PACKSHOT_STEP_REGENERATE_VIDEO, NULL, NULL));
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpstr (packshot_job_get_words (one), ==, REFUSED);
  g_assert_cmpint (packshot_job_get_state (one), ==, PACKSHOT_JOB_DONE);

  submit (test, other);
  g_assert_cmpint (packshot_job_get_state (other), ==, PACKSHOT_JOB_READY);
  packshot_test_queue_assert_charges (test, "asked 100 charged 100; ");
}

/* Nor is it one that was not sent for another reason, and is sent again later. */
static void
test_allowed_in_vain (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_add (test, NULL);

  set_limit (test, 0);
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_CREATE, PACKSHOT_VERDICT_NOT_SENT,
                             "No network.");
  packshot_queue_allow_over_limit (test->queue, job);
  submit (test, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  submit (test, job);
  g_assert_cmpstr (packshot_job_get_words (job), ==, REFUSED);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 1);
}

/* A second step is another payment. */
static void
test_second_step (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();

  packshot_remote_dummy_set_reviews (test->service, TRUE);
  set_limit (test, 120 * ONE);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_REVIEW);
  packshot_test_queue_wait_until_idle (test);

  g_ptr_array_add (jobs, job);
  assert_check (test, jobs, PACKSHOT_STEP_REGENERATE_PICTURE, 100, 10, FALSE);
  assert_check (test, jobs, PACKSHOT_STEP_APPROVE, 100, 30, TRUE);
  g_assert_true (packshot_queue_approve (test->queue, job, NULL, NULL));
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  g_assert_cmpstr (packshot_job_get_words (job), ==, REFUSED);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE), ==, 0);

  packshot_queue_allow_over_limit (test->queue, job);
  g_assert_true (packshot_queue_approve (test->queue, job, NULL, NULL));
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_queue_wait_until_idle (test);
}

/* Charged counts more than asked, refused not at all, and a call nobody answered as if it was
 * taken. */
static void
test_spent (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (GPtrArray) jobs = add_jobs (test, 3);
  g_autoptr (GPtrArray) next = add_jobs (test, 1);

  set_limit (test, 500 * ONE);
  submit (test, g_ptr_array_index (jobs, 0));
  assert_check (test, next, PACKSHOT_STEP_CREATE, 100, 100, FALSE);

  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_CREATE, PACKSHOT_VERDICT_REFUSED, "No.");
  submit (test, g_ptr_array_index (jobs, 1));
  assert_check (test, next, PACKSHOT_STEP_CREATE, 100, 100, FALSE);

  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_CREATE, PACKSHOT_VERDICT_UNCERTAIN, NULL);
  submit (test, g_ptr_array_index (jobs, 2));
  assert_check (test, next, PACKSHOT_STEP_CREATE, 200, 100, FALSE);

  g_ptr_array_set_size (jobs, 0);
  g_ptr_array_set_size (next, 0);
  packshot_test_queue_crash (test);
  packshot_test_queue_change ("UPDATE charges SET charged = 7000000 WHERE charged > 0");
  packshot_test_queue_open (test);
  g_ptr_array_add (next, packshot_test_queue_add (test, NULL));
  assert_check (test, next, PACKSHOT_STEP_CREATE, 107, 100, FALSE);
}

/* What was spent on another day, at another service or in another unit is something else. */
static void
test_not_counted (PackshotTestQueue *test, gconstpointer user_data)
{
  static const char *const changes[] = {
    "UPDATE charges SET asked_at = asked_at - 48 * 3600 * 1000000",
    "UPDATE charges SET service = 'another'",
    "UPDATE charges SET unit = 'CNY'",
  };

  set_limit (test, 100 * ONE);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (PackshotJob) job = packshot_test_queue_add (test, NULL);

      submit (test, job);
      g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_DONE);
      g_clear_object (&job);
      packshot_test_queue_crash (test);
      packshot_test_queue_change (changes[i]);
      packshot_test_queue_open (test);
    }
}

/* What waits for its turn is promised already. */
static void
test_in_line (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (GPtrArray) jobs = add_jobs (test, 10);
  g_autoptr (GPtrArray) next = add_jobs (test, 2);

  set_limit (test, 1200 * ONE);
  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_CREATE);
  for (guint i = 0; i < jobs->len; i++)
    g_assert_true (packshot_queue_submit (test->queue, g_ptr_array_index (jobs, i), NULL));
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE) == 8);
  assert_check (test, next, PACKSHOT_STEP_CREATE, 1000, 200, FALSE);
  set_limit (test, 1199 * ONE);
  assert_check (test, next, PACKSHOT_STEP_CREATE, 1000, 200, TRUE);

  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_CREATE);
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 10);
}

static void
test_no_limit (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (GPtrArray) jobs = add_jobs (test, 1);
  g_autoptr (GPtrArray) limits = try_check (test, jobs, PACKSHOT_STEP_CREATE, NULL);

  g_assert_cmpuint (limits->len, ==, 0);
}

/* Somebody wanted to be stopped: where nobody can read at how much, nothing is sent. */
static void
test_unreadable (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autofree char *path =
      g_build_filename (g_get_user_config_dir (), "packshot", "settings.ini", NULL);
  g_autoptr (GPtrArray) jobs = add_jobs (test, 1);
  g_autoptr (GPtrArray) limits = NULL;
  g_autoptr (GError) error = NULL;
  PackshotJob *job = g_ptr_array_index (jobs, 0);

  g_assert_true (g_file_set_contents (path, "[remote-dummy]\ndaily-limit=lots\n", -1, NULL));
  limits = try_check (test, jobs, PACKSHOT_STEP_CREATE, &error);
  g_assert_null (limits);
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  submit (test, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_cmpstr (packshot_job_get_words (job), ==, error->message);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 0);
  packshot_test_queue_assert_charges (test, "");
}

/* Killed between the question and the intent: nothing was sent, nothing is, and the word that was
 * given is gone with the program. */
static void
test_killed (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (GPtrArray) jobs = add_jobs (test, 1);
  g_autofree char *id = g_strdup (packshot_job_get_id (g_ptr_array_index (jobs, 0)));
  g_autoptr (PackshotJob) job = NULL;

  set_limit (test, 50 * ONE);
  assert_check (test, jobs, PACKSHOT_STEP_CREATE, 0, 100, TRUE);
  packshot_queue_allow_over_limit (test->queue, g_ptr_array_index (jobs, 0));
  g_ptr_array_set_size (jobs, 0);
  packshot_test_queue_start_again (test);
  packshot_queue_resume (test->queue);
  job = packshot_test_queue_find (test, id);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_cmpuint (packshot_queue_get_n_busy (test->queue), ==, 0);
  packshot_test_queue_assert_charges (test, "");

  submit (test, job);
  g_assert_cmpstr (packshot_job_get_words (job), ==, REFUSED);
}

/* Killed with the intent on the disk: that counts, whatever became of it. */
static void
test_killed_late (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) lost = NULL;
  g_autoptr (GPtrArray) next = NULL;

  set_limit (test, 199 * ONE);
  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_CREATE);
  lost = packshot_test_queue_restart_at (test, packshot_test_queue_submit (test, NULL),
                                         PACKSHOT_JOB_SUBMITTING);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_CREATE);
  packshot_test_queue_wait_for_state (lost, PACKSHOT_JOB_UNKNOWN);
  next = add_jobs (test, 1);
  assert_check (test, next, PACKSHOT_STEP_CREATE, 100, 100, TRUE);
}

static PackshotTestProcess *
start (const char *what, PackshotJob *job)
{
  g_autofree char *folder = packshot_test_ledger_dup_folder ();
  g_autofree char *row = g_strdup_printf ("%" G_GINT64_FORMAT, packshot_job_get_row (job));
  const char *argv[] = { OTHER_PROGRAM, what, folder, row, NULL };

  return packshot_test_process_new (argv);
}

static void
assert_says (PackshotTestProcess *process, const char *expected)
{
  g_autofree char *line = packshot_test_process_read_line (process);

  g_assert_cmpstr (line, ==, expected);
}

/* What another program spends is seen before a person is asked, and where it came in between it is
 * seen before anything is sent. */
static void
test_other_program (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (GPtrArray) jobs = add_jobs (test, 2);
  g_autoptr (GPtrArray) next = add_jobs (test, 1);
  g_autoptr (PackshotTestProcess) one = start ("submit", g_ptr_array_index (jobs, 0));
  g_autoptr (PackshotTestProcess) other = start ("submit", g_ptr_array_index (jobs, 1));
  PackshotJob *job = g_ptr_array_index (next, 0);

  set_limit (test, 200 * ONE);
  assert_says (one, "open");
  packshot_test_process_say (one, "");
  assert_says (one, "submitted");
  assert_check (test, next, PACKSHOT_STEP_CREATE, 100, 100, FALSE);

  assert_says (other, "open");
  packshot_test_process_say (other, "");
  assert_says (other, "submitted");
  submit (test, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_cmpstr (packshot_job_get_words (job), ==, REFUSED);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 0);
}

/* Programs that all want what is left of the day: as many get it as there is for. */
static void
test_at_once (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (GPtrArray) jobs = add_jobs (test, N_PROGRAMS);
  PackshotTestProcess *processes[N_PROGRAMS];
  guint n_submitted = 0;

  for (guint i = 0; i < N_PROGRAMS; i++)
    {
      processes[i] = start ("limit", g_ptr_array_index (jobs, i));
      assert_says (processes[i], "open");
    }
  for (guint i = 0; i < N_PROGRAMS; i++)
    packshot_test_process_say (processes[i], "");

  for (guint i = 0; i < N_PROGRAMS; i++)
    {
      g_autofree char *line = packshot_test_process_read_line (processes[i]);

      if (g_strcmp0 (line, "submitted") == 0)
        n_submitted++;
      else
        g_assert_cmpstr (line, ==, "refused");
      g_assert_cmpint (packshot_test_process_end (processes[i]), ==, 0);
      packshot_test_process_free (processes[i]);
    }

  g_assert_cmpuint (n_submitted, ==, 2);
  packshot_test_queue_assert_charges (test, "asked 100 open; asked 100 open; ");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/queue-limit/" path, PackshotTestQueue, NULL, packshot_test_queue_set_up, function, \
              tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("reached", test_reached);
  ADD ("after-upload", test_after_upload);
  ADD ("allowed", test_allowed);
  ADD ("allowed-in-vain", test_allowed_in_vain);
  ADD ("second-step", test_second_step);
  ADD ("spent", test_spent);
  ADD ("not-counted", test_not_counted);
  ADD ("in-line", test_in_line);
  ADD ("no-limit", test_no_limit);
  ADD ("unreadable", test_unreadable);
  ADD ("killed", test_killed);
  ADD ("killed-late", test_killed_late);
  ADD ("other-program", test_other_program);
  ADD ("at-once", test_at_once);

  return g_test_run ();
}
