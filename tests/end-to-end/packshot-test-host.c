/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-host.h"

#include "packshot-test-canary.h"
#include "packshot-test-program.h"

/**
 * packshot_test_host_new:
 *
 * Returns: (transfer full): an image host, which all programs find set up from now on, and whose
 *   password is in their environment
 */
PackshotFakeHost *
packshot_test_host_new (void)
{
  PackshotFakeHost *host = packshot_fake_host_new ("anna", PACKSHOT_TEST_CANARY);
  g_autofree char *settings =
      g_strdup_printf ("[image-host]\nkind=put\nurl=%s\npublic-url=%s\nuser=anna\n",
                       packshot_fake_host_get_url (host), packshot_fake_host_get_public_url (host));

  g_setenv (PACKSHOT_TEST_SETTINGS, settings, TRUE);
  g_setenv ("PACKSHOT_IMAGE_HOST_PASSWORD", PACKSHOT_TEST_CANARY, TRUE);

  return host;
}
