/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A disk that is full or breaks while something is bought, at any call that concerns it: what was
 * paid for is not lost, nothing is paid twice, and what was not written down is not sent. */

#include <errno.h>
#include <string.h>

#include "packshot-fake-shortvideo.h"
#include "packshot-test-memory.h"
#include "packshot-test-canary.h"
#include "packshot-test-purchase.h"

/* The quick run takes some of the calls, and others each time. */
#define STRIDE (g_test_slow () ? 1 : PACKSHOT_TEST_SANITIZED ? 90 : 24)

static PackshotFake *fake;

static guint
count_points (void)
{
  PackshotTestPurchase purchase;
  g_autofree char *text = NULL;
  guint n = 0;

  packshot_test_purchase_set_up (&purchase, fake);
  purchase.program.trace = g_build_filename (purchase.program.data, "trace", NULL);
  packshot_test_purchase_make (&purchase);
  g_assert_true (g_file_get_contents (purchase.program.trace, &text, NULL, NULL));
  for (const char *line = text; line != NULL; line = strchr (line + 1, '\n'))
    n++;
  packshot_test_purchase_finish (&purchase);
  packshot_test_purchase_clear (&purchase);

  return n;
}

/* An answer that finds no room is kept in memory, and that is tried again until there is some or a
 * person is tired of it, and told what is not written. */
#define PATIENCE (PACKSHOT_TEST_SANITIZED ? 10 : 2)

/* A person is told what is wrong, in words, and what is told as done is done. What the system says
 * of a broken disk where the ledger lies does not name the disk. */
static void
assert_told (PackshotTestPurchase *purchase, gboolean is_broken)
{
  PackshotTestProgram *program = &purchase->program;

  g_assert_cmpint (purchase->n_kills, ==, 0);
  if (program->status == 0)
    return;

  g_test_message ("%s: %d, %s", program->point, program->status, program->err);
  g_assert_true (program->status == 1 || program->status == 4 || program->status == 5
                 || program->status == 130);
  g_assert_nonnull (strstr (program->err, "packshot-cli: "));
  if (purchase->was_given_up)
    g_assert_true (strstr (program->err, "he disk ") != NULL
                   || (is_broken && strstr (program->err, g_strerror (EIO)) != NULL));
}

static void
fail_at_every_point (const char *fate)
{
  guint n_points = count_points ();

  g_assert_cmpuint (n_points, >, 50);
  for (guint point = (guint) g_test_rand_int_range (1, STRIDE + 1); point <= n_points;
       point += STRIDE)
    {
      PackshotTestPurchase purchase;

      packshot_test_purchase_set_up (&purchase, fake);
      packshot_test_purchase_set_point (&purchase, "%u:%s:disk", point, fate);
      purchase.patience = PATIENCE;
      purchase.is_disk_bad = TRUE;
      packshot_test_purchase_make (&purchase);
      assert_told (&purchase, g_ascii_strtoll (fate, NULL, 10) == EIO);
      packshot_test_purchase_finish (&purchase);
      packshot_test_purchase_clear (&purchase);
    }
}

static void
test_fate (gconstpointer fate)
{
  fail_at_every_point (fate);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    int code;
    const char *how;
  } fates[] = {
    { "/bad-disk/full", ENOSPC, "+" },
    { "/bad-disk/full-for-a-moment", ENOSPC, "" },
    { "/bad-disk/broken", EIO, "+" },
    { "/bad-disk/broken-for-a-moment", EIO, "" },
  };
  PackshotFakeSettings settings = packshot_fake_default_settings;
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  settings.key = PACKSHOT_TEST_CANARY;
  settings.n_polls = 1;
  settings.credits = G_MAXINT;
  fake = packshot_fake_new (&packshot_fake_shortvideo, &settings);
  g_setenv ("SHORTVIDEO_BASE_URL", packshot_fake_get_base_url (fake), TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (fates); i++)
    g_test_add_data_func_full (fates[i].path, g_strdup_printf ("%d%s", fates[i].code, fates[i].how),
                               test_fate, g_free);
  result = g_test_run ();

  packshot_fake_free (fake);
  return result;
}
