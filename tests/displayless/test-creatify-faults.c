/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The table of DESIGN §4 for a job that is paid for in steps: what Creatify answers at which step,
 * where the job rests then, and what the user reads. */

#include <string.h>

#include "packshot-fake-creatify.h"
#include "packshot-test-fault.h"
#include "packshot-test-utils.h"

#define ALWAYS 1000

#define REFUSAL "The service refuses this: “not today”."

/* What is asked for last, and goes wrong. */
typedef enum
{
  AT_CREATE,
  AT_APPROVE,
  AT_PICTURE,
  AT_VIDEO,
} Moment;

/**
 * Cell:
 * @moment: what is asked for
 * @step: where it goes wrong
 * @fault: how
 * @times: how often
 * @state: where the job rests
 * @words: (nullable): what the user reads then, or a part of it
 * @n_orders: what the service was paid for
 */
typedef struct
{
  Moment moment;
  const char *step;
  PackshotFakeFault fault;
  guint times;
  PackshotJobState state;
  const char *words;
  guint n_orders;
} Cell;

#define F(fault) PACKSHOT_FAKE_FAULT_##fault
#define J(state) PACKSHOT_JOB_##state

/* Rest for good, or until the user says a word. */
static const Cell cells[] = {
  /* What was lost is found in the list, and what is not there is not known to be nowhere. */
  { AT_CREATE, "create", F (RESET), 1, J (UNKNOWN), "has no video that could be this one", 0 },
  { AT_CREATE, "create", F (ERROR), 1, J (UNKNOWN), "has no video that could be this one", 0 },
  { AT_CREATE, "create", F (LOST), 1, J (REVIEW), NULL, 1 },
  { AT_CREATE, "create", F (GATEWAY), 1, J (REVIEW), NULL, 1 },
  { AT_CREATE, "create", F (GARBAGE), 1, J (REVIEW), NULL, 1 },
  { AT_CREATE, "create", F (OVERSIZED), 1, J (REVIEW), NULL, 1 },
  { AT_CREATE, "create", F (LIMIT), 1, J (READY), "too many requests", 0 },
  { AT_CREATE, "create", F (REDIRECT), 1, J (READY), "moved", 0 },
  { AT_CREATE, "create", F (REFUSE), 1, J (FAILED), REFUSAL, 0 },
  { AT_CREATE, "create", F (MISSING), 1, J (FAILED), "not found", 0 },
  { AT_CREATE, "create", F (KEY), 1, J (FAILED), "key", 0 },

  { AT_CREATE, "poll", F (RESET), 2, J (REVIEW), NULL, 1 },
  { AT_CREATE, "poll", F (ERROR), 2, J (REVIEW), NULL, 1 },
  { AT_CREATE, "poll", F (LOST), 2, J (REVIEW), NULL, 1 },
  { AT_CREATE, "poll", F (GATEWAY), 2, J (REVIEW), NULL, 1 },
  { AT_CREATE, "poll", F (GARBAGE), 2, J (REVIEW), NULL, 1 },
  { AT_CREATE, "poll", F (OVERSIZED), 1, J (REVIEW), NULL, 1 },
  { AT_CREATE, "poll", F (LIMIT), 2, J (REVIEW), NULL, 1 },
  { AT_CREATE, "poll", F (REFUSE), 2, J (REVIEW), NULL, 1 },
  { AT_CREATE, "poll", F (MISSING), 2, J (REVIEW), NULL, 1 },

  { AT_CREATE, "preview", F (RESET), 1, J (REVIEW), NULL, 1 },
  { AT_CREATE, "preview", F (ERROR), 1, J (REVIEW), NULL, 1 },
  { AT_CREATE, "preview", F (LIMIT), 1, J (REVIEW), NULL, 1 },
  { AT_CREATE, "preview", F (HTML), 1, J (REVIEW), NULL, 1 },
  { AT_CREATE, "preview", F (SHORT), 1, J (REVIEW), NULL, 1 },
  { AT_CREATE, "preview", F (MISSING), 1, J (REVIEW), NULL, 1 },
  /* One can be approved without its picture, if need be. */
  { AT_CREATE, "preview", F (MISSING), ALWAYS, J (REVIEW), "", 1 },
  { AT_CREATE, "preview", F (HTML), ALWAYS, J (REVIEW), "", 1 },

  /* What the money tells is no condition of what it pays for. */
  { AT_CREATE, "test", F (ERROR), ALWAYS, J (REVIEW), NULL, 1 },
  { AT_CREATE, "test", F (GARBAGE), ALWAYS, J (REVIEW), NULL, 1 },

  { AT_APPROVE, "approve", F (RESET), 1, J (UNKNOWN), "still waits for your word", 1 },
  { AT_APPROVE, "approve", F (ERROR), 1, J (UNKNOWN), "still waits for your word", 1 },
  { AT_APPROVE, "approve", F (LOST), 1, J (UNKNOWN), "It may be behind", 2 },
  { AT_APPROVE, "approve", F (GARBAGE), 1, J (UNKNOWN), "It may be behind", 2 },
  { AT_APPROVE, "approve", F (LIMIT), 1, J (REVIEW), "too many requests", 1 },
  { AT_APPROVE, "approve", F (REDIRECT), 1, J (REVIEW), "moved", 1 },
  { AT_APPROVE, "approve", F (REFUSE), 1, J (REVIEW), REFUSAL, 1 },
  { AT_APPROVE, "approve", F (MISSING), 1, J (REVIEW), "not found", 1 },
  { AT_APPROVE, "approve", F (KEY), 1, J (REVIEW), "key", 1 },

  { AT_APPROVE, "poll", F (RESET), 2, J (DONE), NULL, 2 },
  { AT_APPROVE, "poll", F (GARBAGE), 2, J (DONE), NULL, 2 },
  { AT_APPROVE, "poll", F (LIMIT), 2, J (DONE), NULL, 2 },
  { AT_APPROVE, "poll", F (MISSING), 2, J (DONE), NULL, 2 },
  { AT_APPROVE, "video", F (RESET), 2, J (DONE), NULL, 2 },
  { AT_APPROVE, "video", F (ERROR), 2, J (DONE), NULL, 2 },
  { AT_APPROVE, "video", F (LIMIT), 1, J (DONE), NULL, 2 },
  { AT_APPROVE, "video", F (REDIRECT), 1, J (DONE), NULL, 2 },
  { AT_APPROVE, "video", F (KEY), 2, J (DONE), NULL, 2 },
  { AT_APPROVE, "video", F (MISSING), 2, J (DONE), NULL, 2 },
  { AT_APPROVE, "video", F (EXPIRED), 1, J (DONE), NULL, 2 },
  { AT_APPROVE, "video", F (HTML), 2, J (DONE), NULL, 2 },
  { AT_APPROVE, "video", F (SHORT), 2, J (DONE), NULL, 2 },

  { AT_PICTURE, "regenerate-picture", F (RESET), 1, J (UNKNOWN), "has no video that could be", 1 },
  { AT_PICTURE, "regenerate-picture", F (LOST), 1, J (REVIEW), NULL, 2 },
  { AT_PICTURE, "regenerate-picture", F (GATEWAY), 1, J (REVIEW), NULL, 2 },
  { AT_PICTURE, "regenerate-picture", F (LIMIT), 1, J (REVIEW), "too many requests", 1 },
  { AT_PICTURE, "regenerate-picture", F (REDIRECT), 1, J (REVIEW), "moved", 1 },
  { AT_PICTURE, "regenerate-picture", F (REFUSE), 1, J (REVIEW), REFUSAL, 1 },
  { AT_PICTURE, "regenerate-picture", F (KEY), 1, J (REVIEW), "key", 1 },
  { AT_PICTURE, "poll", F (ERROR), 2, J (REVIEW), NULL, 2 },

  { AT_VIDEO, "regenerate-video", F (RESET), 1, J (UNKNOWN), "has no video that could be", 2 },
  { AT_VIDEO, "regenerate-video", F (LOST), 1, J (DONE), NULL, 3 },
  { AT_VIDEO, "regenerate-video", F (OVERSIZED), 1, J (DONE), NULL, 3 },
  { AT_VIDEO, "regenerate-video", F (LIMIT), 1, J (DONE), "too many requests", 2 },
  { AT_VIDEO, "regenerate-video", F (REDIRECT), 1, J (DONE), "moved", 2 },
  { AT_VIDEO, "regenerate-video", F (REFUSE), 1, J (DONE), REFUSAL, 2 },
  { AT_VIDEO, "regenerate-video", F (KEY), 1, J (DONE), "key", 2 },
  { AT_VIDEO, "poll", F (ERROR), 2, J (DONE), NULL, 3 },
  { AT_VIDEO, "video", F (SHORT), 2, J (DONE), NULL, 3 },
};

static const char *const values[] = {
  "image",        "https://shop.example/mug.jpg",
  "type",         "product_avatar",
  "aspect-ratio", "16:9",
  "image-prompt", "On a beach",
  NULL,
};

/* To where the cell begins: all is well until then. */
static PackshotJob *
lead_up (PackshotTestRemote *remote, const Cell *cell)
{
  PackshotJob *job;

  if (cell->moment == AT_CREATE)
    packshot_fake_add_fault (remote->fake, cell->step, cell->fault, cell->times);
  job = packshot_test_remote_submit_values (remote, values, NULL);
  if (cell->moment == AT_CREATE)
    return job;

  packshot_test_remote_assert_rests (remote, job, PACKSHOT_JOB_REVIEW);
  if (cell->moment == AT_VIDEO)
    {
      packshot_test_remote_approve (remote, job, NULL);
      packshot_test_remote_assert_rests (remote, job, PACKSHOT_JOB_DONE);
    }

  packshot_fake_add_fault (remote->fake, cell->step, cell->fault, cell->times);
  if (cell->moment == AT_APPROVE)
    packshot_test_remote_approve (remote, job, NULL);
  else
    packshot_test_remote_regenerate (remote, job,
                                     cell->moment == AT_PICTURE ? PACKSHOT_STEP_REGENERATE_PICTURE
                                                                : PACKSHOT_STEP_REGENERATE_VIDEO,
                                     NULL);
  return job;
}

static void
assert_picture (PackshotJob *job)
{
  g_assert_cmpstr (packshot_job_get_words (job), ==, NULL);
  g_assert_nonnull (packshot_job_get_cover_path (job));
  g_assert_true (g_file_test (packshot_job_get_cover_path (job), G_FILE_TEST_IS_REGULAR));
}

static void
test_cell (gconstpointer user_data)
{
  static const char *const steps[] = { "create", "approve", "regenerate-picture",
                                       "regenerate-video" };
  const Cell *cell = user_data;
  PackshotFakeSettings settings = packshot_fake_default_settings;
  PackshotTestRemote remote = { 0 };
  PackshotJob *job;

  settings.retry_after = 0;
  packshot_test_remote_set_up_service (&remote, &packshot_fake_creatify, &settings);
  job = lead_up (&remote, cell);
  packshot_test_remote_assert_rests (&remote, job, cell->state);

  g_assert_cmpuint (packshot_fake_get_n_orders (remote.fake), ==, cell->n_orders);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    g_assert_cmpuint (packshot_fake_count (remote.fake, steps[i]), <=, 1);
  if (cell->words != NULL)
    {
      packshot_test_fault_assert_sentence (packshot_job_get_words (job));
      g_assert_nonnull (strstr (packshot_job_get_words (job), cell->words));
    }
  else if (cell->state == PACKSHOT_JOB_DONE)
    packshot_test_remote_assert_video (&remote, job);
  else
    assert_picture (job);

  packshot_test_remote_tear_down (&remote);
}

/* Whatever was refused can be asked for again, and then comes. */
static void
test_again (void)
{
  PackshotTestRemote remote = { 0 };
  PackshotJob *job;

  packshot_test_remote_set_up_service (&remote, &packshot_fake_creatify,
                                       &packshot_fake_default_settings);
  packshot_fake_add_fault (remote.fake, "approve", PACKSHOT_FAKE_FAULT_REFUSE, 1);
  packshot_fake_add_fault (remote.fake, "regenerate-picture", PACKSHOT_FAKE_FAULT_LIMIT, 1);
  packshot_fake_add_fault (remote.fake, "regenerate-video", PACKSHOT_FAKE_FAULT_REFUSE, 1);
  job = packshot_test_remote_submit_values (&remote, values, NULL);
  packshot_test_remote_assert_rests (&remote, job, PACKSHOT_JOB_REVIEW);

  for (guint i = 0; i < 2; i++)
    {
      packshot_test_remote_regenerate (&remote, job, PACKSHOT_STEP_REGENERATE_PICTURE, NULL);
      packshot_test_remote_assert_rests (&remote, job, PACKSHOT_JOB_REVIEW);
    }
  assert_picture (job);
  packshot_test_remote_approve (&remote, job, NULL);
  packshot_test_remote_assert_rests (&remote, job, PACKSHOT_JOB_REVIEW);
  packshot_test_remote_approve (&remote, job, NULL);
  packshot_test_remote_assert_rests (&remote, job, PACKSHOT_JOB_DONE);
  for (guint i = 0; i < 2; i++)
    {
      packshot_test_remote_regenerate (&remote, job, PACKSHOT_STEP_REGENERATE_VIDEO, NULL);
      packshot_test_remote_assert_rests (&remote, job, PACKSHOT_JOB_DONE);
    }
  packshot_test_remote_assert_video (&remote, job);
  g_assert_cmpuint (packshot_fake_get_n_orders (remote.fake), ==, 4);
  packshot_test_remote_tear_down (&remote);
}

/* A verdict on this very id is the only thing that ends a job that is paid for. */
static void
test_verdict (gconstpointer user_data)
{
  gboolean fails_late = GPOINTER_TO_INT (user_data);
  PackshotFakeSettings settings = packshot_fake_default_settings;
  PackshotTestRemote remote = { 0 };
  PackshotJob *job;

  settings.failure = "The photo shows no product.";
  settings.fails_late = fails_late;
  packshot_test_remote_set_up_service (&remote, &packshot_fake_creatify, &settings);
  job = packshot_test_remote_submit_values (&remote, values, NULL);
  if (fails_late)
    {
      packshot_test_remote_assert_rests (&remote, job, PACKSHOT_JOB_REVIEW);
      packshot_test_remote_approve (&remote, job, NULL);
    }
  packshot_test_remote_assert_rests (&remote, job, PACKSHOT_JOB_FAILED);
  g_assert_cmpint (packshot_job_get_failure (job), ==, PACKSHOT_FAILURE_SERVICE);
  g_assert_cmpstr (packshot_job_get_words (job), ==,
                   "The service could not make this video: “The photo shows no product.”");
  packshot_test_remote_tear_down (&remote);
}

static void
test_poor (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;
  PackshotTestRemote remote = { 0 };
  PackshotJob *job;

  settings.credits = PACKSHOT_FAKE_CREATIFY_PICTURE;
  packshot_test_remote_set_up_service (&remote, &packshot_fake_creatify, &settings);
  job = packshot_test_remote_submit_values (&remote, values, NULL);
  packshot_test_remote_assert_rests (&remote, job, PACKSHOT_JOB_REVIEW);
  packshot_test_remote_approve (&remote, job, NULL);
  packshot_test_remote_assert_rests (&remote, job, PACKSHOT_JOB_REVIEW);
  g_assert_cmpstr (
      packshot_job_get_words (job), ==,
      "There are too few credits left for this. The service said: “Insufficient credits.”");

  job = packshot_test_remote_submit_values (&remote, values, NULL);
  packshot_test_remote_assert_rests (&remote, job, PACKSHOT_JOB_FAILED);
  g_assert_cmpint (packshot_job_get_failure (job), ==, PACKSHOT_FAILURE_REFUSED);
  packshot_test_remote_tear_down (&remote);
}

/* A job whose key is not taken any more waits for another one. */
static void
test_poll_key (void)
{
  PackshotTestRemote remote = { 0 };
  PackshotJob *job;

  packshot_test_remote_set_up_service (&remote, &packshot_fake_creatify,
                                       &packshot_fake_default_settings);
  packshot_fake_add_fault (remote.fake, "poll", PACKSHOT_FAKE_FAULT_KEY, 1);
  job = packshot_test_remote_submit_values (&remote, values, NULL);
  packshot_test_wait_until (packshot_job_get_key_needed (job));
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_WAITING);
  packshot_test_fault_assert_sentence (packshot_job_get_words (job));

  packshot_queue_key_changed (remote.queue, "creatify");
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_REVIEW);
  packshot_test_remote_wait (&remote, job);
  assert_picture (job);
  packshot_test_remote_tear_down (&remote);
}

int
main (int argc, char *argv[])
{
  static const char *const moments[] = { "create", "approve", "picture", "video" };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/creatify-faults/%s/%s/%s/%u", moments[cells[i].moment], cells[i].step,
                           packshot_fake_fault_to_string (cells[i].fault), cells[i].times);

      g_test_add_data_func (path, &cells[i], test_cell);
    }
  g_test_add_func ("/creatify-faults/again", test_again);
  g_test_add_data_func ("/creatify-faults/verdict/picture", GINT_TO_POINTER (FALSE), test_verdict);
  g_test_add_data_func ("/creatify-faults/verdict/video", GINT_TO_POINTER (TRUE), test_verdict);
  g_test_add_func ("/creatify-faults/poor", test_poor);
  g_test_add_func ("/creatify-faults/poll-key", test_poll_key);

  return g_test_run ();
}
