/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The table of DESIGN §4 for SophNet. */

#include "packshot-fake-sophnet.h"
#include "packshot-test-fault.h"

#define REFUSAL "The service refuses this: “not today”."

static const PackshotTestFault cells[] = {
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
  g_autofree char *photo = packshot_test_fault_make_photo ();
  const char *const values[] = { "first-frame", photo, "prompt", "slow pan", NULL };

  packshot_test_fault_run (user_data, &packshot_fake_sophnet, values);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  packshot_test_fault_add ("/sophnet", cells, G_N_ELEMENTS (cells), test_cell);

  return g_test_run ();
}
