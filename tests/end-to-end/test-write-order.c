/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a power cut asks for and no kill can show: what has to be on the disk before a call is made
 * was not only written then, but synced. By the calls of one purchase in their order, as the
 * library in tests/preload counts them. */

#include <string.h>

#include "packshot-fake-shortvideo.h"
#include "packshot-test-canary.h"
#include "packshot-test-purchase.h"

#define LEDGER "data/packshot/ledger.db-wal"

typedef struct
{
  PackshotFake *fake;
  PackshotTestPurchase purchase;
  GStrv calls; /* (owned): lines of kind and what it is about, with a tab between */
} Fixture;

static GStrv
read_calls (const char *trace)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GStrv lines;

  g_file_get_contents (trace, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  /* They have their numbers anyway. */
  for (guint i = 0; lines[i] != NULL; i++)
    memmove (lines[i], strchr (lines[i], '\t') + 1, strlen (strchr (lines[i], '\t')));

  return lines;
}

static void
set_up (Fixture *self, gconstpointer user_data)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;

  settings.key = PACKSHOT_TEST_CANARY;
  self->fake = packshot_fake_new (&packshot_fake_shortvideo, &settings);
  g_setenv ("SHORTVIDEO_BASE_URL", packshot_fake_get_base_url (self->fake), TRUE);

  packshot_test_purchase_set_up (&self->purchase, self->fake);
  self->purchase.program.trace = g_build_filename (g_get_user_data_dir (), "trace", NULL);
  packshot_test_purchase_make (&self->purchase);
  g_assert_cmpint (self->purchase.program.status, ==, 0);
  self->calls = read_calls (self->purchase.program.trace);
}

static void
tear_down (Fixture *self, gconstpointer user_data)
{
  packshot_test_purchase_clear (&self->purchase);
  packshot_fake_free (self->fake);
  g_strfreev (self->calls);
}

/* The first call from @start on that begins so; -1 where there is none. */
static int
find (Fixture *self, int start, const char *call)
{
  for (int i = start; self->calls[i] != NULL; i++)
    if (g_str_has_prefix (self->calls[i], call))
      return i;

  return -1;
}

static int
must_find (Fixture *self, int start, const char *call)
{
  int i = find (self, start, call);

  if (i < 0)
    g_error ("There is no “%s” after call %d.", call, start);
  return i;
}

/* Before @end something was written to the file, and it was synced after that. */
static void
assert_synced (Fixture *self, int start, int end, const char *file)
{
  g_autofree char *written = g_strconcat ("write\t", file, NULL);
  g_autofree char *synced = g_strconcat ("sync\t", file, NULL);
  int last = -1;

  for (int i = start; i < end; i++)
    if (g_str_has_prefix (self->calls[i], written))
      last = i;

  g_assert_cmpint (last, >=, 0);
  g_assert_cmpint (must_find (self, last, synced), <, end);
}

/* P3: first the intent, then the order; first the id, then the first poll; first where it lies,
 * then the download. */
static void
test_ledger (Fixture *self, gconstpointer user_data)
{
  int upload = must_find (self, 0, "send\tPOST /api/oss/upload");
  int create = must_find (self, upload, "send\tPOST /api/task/create");
  int poll = must_find (self, create, "send\tGET /api/video/fetch");
  int fetch = must_find (self, poll, "send\tGET /videos/");

  assert_synced (self, 0, upload, LEDGER);
  assert_synced (self, upload, create, LEDGER);
  assert_synced (self, create, poll, LEDGER);
  assert_synced (self, poll, fetch, LEDGER);
}

/* P6: the file, then its name, then the folder with the name in it; and only then is it done. */
static void
test_video (Fixture *self, gconstpointer user_data)
{
  static const char *const names[] = { "film.mp4", "film.jpg" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *named = g_strconcat ("link\twork/", names[i], NULL);
      int first = must_find (self, 0, "write\twork/#");
      int link = must_find (self, first, named);
      int folder = must_find (self, link, "sync\twork");

      assert_synced (self, first, link, "work/#");
      g_assert_cmpstr (self->calls[folder], ==, "sync\twork");
      assert_synced (self, folder, (int) g_strv_length (self->calls), LEDGER);
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/write-order/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("ledger", test_ledger);
  ADD ("video", test_video);

  return g_test_run ();
}
