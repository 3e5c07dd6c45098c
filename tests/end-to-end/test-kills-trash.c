/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The program is killed while it puts a job into the trash, takes it out, and forgets it for good.
 * A job that is known is whole, what it cost stays written down, no other job is touched, and the
 * same words again do what was wanted. */

#include <string.h>

#include "packshot-fake-shortvideo.h"
#include "packshot-test-canary.h"
#include "packshot-test-memory.h"
#include "packshot-test-purchase.h"

/* Kept where all are kept, so that there is something to be deleted. */
#define MAKE "make --service shortvideo --image photo.jpg --product-name Mug --yes --interval 0.02"

/* More than any of it has points. */
#define MAX_POINTS 500

/* "every-kills-trash" has all points. */
#define STRIDE (g_test_slow () ? 1 : PACKSHOT_TEST_SANITIZED ? 16 : 5)

static PackshotFake *fake;

/* What is killed, and where the job is before and afterwards. */
typedef struct
{
  const char *path;
  const char *command;
  gboolean from_trash;
  const char *list; /* (nullable): the arguments that list it afterwards; NULL for none */
} Change;

static const Change changes[] = {
  { "/kills-trash/trash", "trash %s", FALSE, "jobs --trash" },
  { "/kills-trash/restore", "restore %s", TRUE, "jobs" },
  { "/kills-trash/delete", "delete %s --yes", FALSE, NULL },
};

/* Returns: (transfer full): the id of a job that was paid for and is done */
static char *
make_job (PackshotTestPurchase *purchase)
{
  char *id;

  packshot_test_purchase_run (purchase, MAKE);
  g_assert_cmpint (purchase->program.status, ==, 0);
  id = packshot_test_program_get (&purchase->program, "JOB");
  g_assert_nonnull (id);

  return id;
}

static void
run (PackshotTestPurchase *purchase, const char *command, const char *id)
{
  g_autoptr (GString) line = g_string_new (command);

  g_string_replace (line, "%s", id, 0);
  packshot_test_purchase_run (purchase, line->str);
}

static gboolean
is_listed (PackshotTestPurchase *purchase, const char *list, const char *id)
{
  packshot_test_purchase_run (purchase, list);
  g_assert_cmpint (purchase->program.status, ==, 0);

  return strstr (purchase->program.out, id) != NULL;
}

static gboolean
has_video (PackshotTestPurchase *purchase, const char *id)
{
  g_autofree char *video =
      g_build_filename (purchase->program.data, "packshot", "jobs", id, "video.mp4", NULL);

  return g_file_test (video, G_FILE_TEST_IS_REGULAR);
}

/* It is in one of the two lists, or in none of them where it may be gone. */
static void
assert_whole (PackshotTestPurchase *purchase, const char *id, gboolean may_be_gone)
{
  gboolean is_kept = is_listed (purchase, "jobs", id);
  gboolean is_trashed = is_listed (purchase, "jobs --trash", id);

  g_assert_false (is_kept && is_trashed);
  if (is_kept || is_trashed)
    g_assert_true (has_video (purchase, id));
  else
    g_assert_true (may_be_gone);
}

static void
assert_money (PackshotTestPurchase *purchase, guint n_made)
{
  g_autofree char *folder = g_build_filename (purchase->program.data, "packshot", NULL);
  g_autofree char *scratch = g_build_filename (purchase->program.data, "scratch", NULL);
  g_autoptr (PackshotTestBooks) books = NULL;

  g_assert_no_errno (g_mkdir_with_parents (scratch, 0700));
  books = packshot_test_books_read (folder, scratch);
  g_assert_cmpuint (books->n_charges, ==, n_made);
  g_assert_cmpint (books->charged, ==, n_made * purchase->wares->price * PACKSHOT_MONEY_ONE);
}

/* The same words again: it may have been done before the kill. */
static void
assert_done_again (PackshotTestPurchase *purchase, const Change *change, const char *id)
{
  run (purchase, change->command, id);
  if (change->list != NULL)
    {
      g_assert_true (is_listed (purchase, change->list, id));
      return;
    }

  g_assert_false (is_listed (purchase, "jobs", id));
  g_assert_false (is_listed (purchase, "jobs --trash", id));
}

/* Returns: whether it was killed */
static gboolean
kill_at (PackshotTestPurchase *purchase, const Change *change, const char *id, int point)
{
  guint n_kills = purchase->n_kills;

  if (change->from_trash)
    run (purchase, "trash %s", id);
  packshot_test_purchase_set_point (purchase, "%d:kill-after", point);
  run (purchase, change->command, id);
  packshot_test_purchase_set_point (purchase, NULL);

  assert_whole (purchase, id, change->list == NULL);
  assert_done_again (purchase, change, id);
  if (change->list != NULL && !change->from_trash)
    run (purchase, "restore %s", id);

  return purchase->n_kills > n_kills;
}

static void
test_kills (gconstpointer user_data)
{
  const Change *change = user_data;
  PackshotTestPurchase purchase;
  g_autofree char *other = NULL;
  g_autofree char *id = NULL;
  gboolean was_killed = TRUE;
  guint n_made = 2;

  packshot_test_purchase_set_up (&purchase, fake);
  other = make_job (&purchase);
  id = make_job (&purchase);

  for (int point = g_test_rand_int_range (1, STRIDE + 1); was_killed; point += STRIDE)
    {
      g_assert_cmpint (point, <, MAX_POINTS);
      was_killed = kill_at (&purchase, change, id, point);
      assert_whole (&purchase, other, FALSE);
      assert_money (&purchase, n_made);
      if (change->list == NULL)
        {
          g_free (id);
          id = make_job (&purchase);
          n_made++;
        }
    }

  g_test_message ("%u kills", purchase.n_kills);
  g_assert_cmpuint (purchase.n_kills, >, 0);
  packshot_test_purchase_clear (&purchase);
}

int
main (int argc, char **argv)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  settings.n_polls = 1;
  settings.key = PACKSHOT_TEST_CANARY;
  settings.credits = G_MAXINT;
  fake = packshot_fake_new (&packshot_fake_shortvideo, &settings);
  g_setenv ("SHORTVIDEO_API_KEY", PACKSHOT_TEST_CANARY, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_test_add_data_func (changes[i].path, &changes[i], test_kills);
  result = g_test_run ();

  g_assert_cmpuint (packshot_fake_get_n_leaks (fake), ==, 0);
  packshot_fake_free (fake);
  return result;
}
