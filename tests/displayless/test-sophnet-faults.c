/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The table of DESIGN §4 for SophNet. */

#include <string.h>

#include "packshot-fake-sophnet.h"
#include "packshot-test-photo.h"
#include "packshot-test-remote.h"
#include "packshot-test-utils.h"

#define REFUSAL "The service refuses this: “not today”."

typedef struct
{
  const char *step;
  PackshotFakeFault fault;
  guint times;
  PackshotJobState state;
  const char *words; /* (nullable): what the user reads then, or a part of it */
  guint n_orders;
} Cell;

static const Cell cells[] = {
  { "create", PACKSHOT_FAKE_FAULT_RESET, 1, PACKSHOT_JOB_UNKNOWN, "", 0 },
  { "create", PACKSHOT_FAKE_FAULT_ERROR, 1, PACKSHOT_JOB_UNKNOWN, "", 0 },
  { "create", PACKSHOT_FAKE_FAULT_LOST, 1, PACKSHOT_JOB_UNKNOWN, "", 1 },
  { "create", PACKSHOT_FAKE_FAULT_GATEWAY, 1, PACKSHOT_JOB_UNKNOWN, "", 1 },
  { "create", PACKSHOT_FAKE_FAULT_GARBAGE, 1, PACKSHOT_JOB_UNKNOWN, "", 1 },
  { "create", PACKSHOT_FAKE_FAULT_OVERSIZED, 1, PACKSHOT_JOB_UNKNOWN, "", 1 },
  { "create", PACKSHOT_FAKE_FAULT_LIMIT, 1, PACKSHOT_JOB_READY, "", 0 },
  { "create", PACKSHOT_FAKE_FAULT_REDIRECT, 1, PACKSHOT_JOB_READY, "moved", 0 },
  { "create", PACKSHOT_FAKE_FAULT_REFUSE, 1, PACKSHOT_JOB_FAILED, REFUSAL, 0 },
  { "create", PACKSHOT_FAKE_FAULT_KEY, 1, PACKSHOT_JOB_FAILED, "key", 0 },

  { "poll", PACKSHOT_FAKE_FAULT_RESET, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "poll", PACKSHOT_FAKE_FAULT_ERROR, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "poll", PACKSHOT_FAKE_FAULT_LOST, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "poll", PACKSHOT_FAKE_FAULT_GATEWAY, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "poll", PACKSHOT_FAKE_FAULT_GARBAGE, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "poll", PACKSHOT_FAKE_FAULT_OVERSIZED, 1, PACKSHOT_JOB_DONE, NULL, 1 },
  { "poll", PACKSHOT_FAKE_FAULT_LIMIT, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "poll", PACKSHOT_FAKE_FAULT_REDIRECT, 1, PACKSHOT_JOB_DONE, NULL, 1 },
  { "poll", PACKSHOT_FAKE_FAULT_REFUSE, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "poll", PACKSHOT_FAKE_FAULT_MISSING, 2, PACKSHOT_JOB_DONE, NULL, 1 },

  { "video", PACKSHOT_FAKE_FAULT_RESET, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_ERROR, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_LIMIT, 1, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_REDIRECT, 1, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_KEY, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_MISSING, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_EXPIRED, 1, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_HTML, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_SHORT, 2, PACKSHOT_JOB_DONE, NULL, 1 },
};

static void
test_cell (gconstpointer user_data)
{
  const Cell *cell = user_data;
  PackshotFakeSettings settings = packshot_fake_default_settings;
  g_autoptr (GdkPixbuf) picture = packshot_test_photo_new_detailed (320, 240, 7);
  g_autofree char *photo = packshot_test_photo_save (picture, "photo.png");
  PackshotTestRemote remote = { 0 };
  const char *values[] = { "first-frame", NULL, "prompt", "slow pan", NULL };
  PackshotJob *job;

  settings.retry_after = 0;
  packshot_test_remote_set_up_service (&remote, &packshot_fake_sophnet, &settings);
  packshot_fake_add_fault (remote.fake, cell->step, cell->fault, cell->times);
  values[1] = photo;
  job = packshot_test_remote_submit_values (&remote, values, NULL);
  packshot_test_remote_wait (&remote, job);

  g_assert_cmpint (packshot_job_get_state (job), ==, cell->state);
  g_assert_cmpuint (packshot_fake_get_n_orders (remote.fake), ==, cell->n_orders);
  g_assert_cmpuint (packshot_fake_count (remote.fake, "create"), ==, 1);
  if (cell->words != NULL)
    g_assert_nonnull (strstr (packshot_job_get_words (job), cell->words));
  else
    packshot_test_remote_assert_video (&remote, job);
  packshot_test_remote_tear_down (&remote);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/sophnet/%s/%s/%u", cells[i].step,
                           packshot_fake_fault_to_string (cells[i].fault), cells[i].times);

      g_test_add_data_func (path, &cells[i], test_cell);
    }

  return g_test_run ();
}
