/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* How accounts with services stand, and what jobs make of it. */

#include "packshot-accounts.h"
#include "packshot-test-fault.h"
#include "packshot-test-remote.h"
#include "packshot-test-utils.h"

/* The keyring was locked when the job asked for its key, and was opened for somebody who looked at
 * the account. */
static void
test_works_again (void)
{
  g_autofree char *photo = packshot_test_fault_make_photo ();
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  g_autoptr (PackshotReply) locked = packshot_reply_new (PACKSHOT_VERDICT_NO_KEY);
  g_autoptr (PackshotReply) good = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  PackshotTestRemote remote = { 0 };
  PackshotAccounts *accounts;
  PackshotJob *job;

  packshot_test_remote_set_up (&remote, &packshot_fake_default_settings);
  accounts = packshot_accounts_new (remote.registry, credentials, settings, remote.queue);
  packshot_fake_add_fault (remote.fake, "poll", PACKSHOT_FAKE_FAULT_KEY, 1);
  job = packshot_test_remote_submit (&remote, photo, NULL);
  packshot_test_wait_until (packshot_job_get_key_needed (job));

  packshot_accounts_note (accounts, packshot_job_get_manifest (job), locked);
  packshot_test_wait_until (!g_main_context_pending (NULL));
  g_assert_true (packshot_job_get_key_needed (job));
  packshot_accounts_note (accounts, packshot_job_get_manifest (job), good);
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_DONE);
  packshot_test_remote_assert_video (&remote, job);

  g_object_unref (accounts);
  packshot_test_remote_tear_down (&remote);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/accounts/works-again", test_works_again);

  return g_test_run ();
}
